// @vitest-environment node
import { expect, it } from "vitest";
import vector from "../../../documents/tests/vectors/close_codes.json";
import { CLOSE_CODES } from "./closeCodes";

it("the close codes are the server's", () => {
  expect(CLOSE_CODES).toEqual(vector);
});
