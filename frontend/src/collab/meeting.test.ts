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

it("tells what was removed alone, once it is known what others have", () => {
  const { me, others, meetings, onMeeting, meet } = together();
  const last = () => onMeeting.mock.lastCall?.[0].removed;
  me.getText("t").insert(7, " sat");
  meet();
  expect(last()).toBeNull();
  Y.applyUpdate(others, Y.encodeStateAsUpdate(me));
  me.getText("t").delete(0, 1);
  meetings.haveAll();
  const clock = Y.getState(me.store, me.clientID);
  me.getText("t").insert(0, "s");
  me.getText("t").delete(0, 1);
  others.getText("t").delete(3, 1);
  meet();
  const [removed, ...more] = last();
  expect(more).toEqual([]);
  expect(Y.isDeleted(removed, Y.createID(me.clientID, clock))).toBe(true);
  expect(Y.isDeleted(removed, Y.createID(me.clientID, 0))).toBe(false);
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
