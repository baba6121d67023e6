// @vitest-environment node
import { expect, it, vi } from "vitest";
import * as Y from "yjs";
import { Meetings } from "./meeting";

/** Somebody and others who have the same text. */
function together(isChanged = false) {
  const [me, others] = [new Y.Doc(), new Y.Doc()];
  me.getText("t").insert(0, "the cat");
  Y.applyUpdate(others, Y.encodeStateAsUpdate(me));
  const onMeeting = vi.fn();
  const meetings = new Meetings(me, () => isChanged, onMeeting);
  const meet = () => {
    const theirs = Y.encodeStateAsUpdate(others, Y.encodeStateVector(me));
    meetings.begin(theirs);
    Y.applyUpdate(me, theirs);
    meetings.complete(Y.encodeStateVector(others));
  };
  return { me, others, meetings, onMeeting, meet };
}

it("tells what either had when somebody has written alone", () => {
  const { me, others, onMeeting, meet } = together();
  me.getText("t").insert(7, " sat");
  others.getText("t").insert(0, "see ");
  meet();
  const [{ local, vector }] = onMeeting.mock.calls[0] ?? [];
  const before = new Y.Doc();
  Y.applyUpdate(before, local);
  expect(before.getText("t").toJSON()).toBe("the cat sat");
  expect(vector).toEqual(Y.encodeStateVector(others));
});

it("tells nothing of what only others wrote", () => {
  const { others, onMeeting, meet } = together();
  others.getText("t").insert(0, "see ");
  meet();
  expect(onMeeting).not.toHaveBeenCalled();
});

it("tells of one who has only removed words, which clocks do not show", () => {
  const { me, onMeeting, meet } = together(true);
  me.getText("t").delete(0, 4);
  meet();
  expect(onMeeting).toHaveBeenCalledOnce();
});

it("tells once of each meeting, however often the others ask", () => {
  const { me, others, meetings, onMeeting, meet } = together();
  me.getText("t").insert(7, " sat");
  meet();
  meetings.complete(Y.encodeStateVector(others));
  expect(onMeeting).toHaveBeenCalledOnce();
});
