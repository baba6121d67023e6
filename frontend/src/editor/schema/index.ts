/** The schema, stated once: what a document may hold. */
import { getSchema } from "@tiptap/core";
import { Block } from "./block";
import { Link } from "./link";
import { Bold, Code, Italic, Strike, Underline } from "./marks";
import { Document, Rule, Text } from "./structure";

/** The name of the XmlFragment that holds the rich text. */
export const ROOT = "default";

export const SCHEMA = [Document, Block, Rule, Text, Link, Bold, Italic, Underline, Strike, Code];

export const schema = getSchema(SCHEMA);
