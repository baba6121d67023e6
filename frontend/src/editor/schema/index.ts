/** The schema, stated once: what a document may hold. */
import { getSchema } from "@tiptap/core";
import { Block } from "./block";
import { Link } from "./link";
import {
  Bold,
  Code,
  Highlight,
  Italic,
  Strike,
  Subscript,
  Superscript,
  TextColor,
  Underline,
} from "./marks";
import { Formula } from "./math";
import { File, Image } from "./media";
import { Document, PageBreak, Rule, Text, Toc } from "./structure";
import { Cell, Row, Table } from "./tables";
import { DateMark, Mention } from "./tokens";
import { VideoNode } from "./video";

/** The name of the XmlFragment that holds the rich text. */
export const ROOT = "default";

export const SCHEMA = [
  Document,
  Block,
  Rule,
  Toc,
  PageBreak,
  VideoNode,
  Table,
  Row,
  Cell,
  Image,
  File,
  Text,
  // The first marks are the outermost: a formula is one element, whatever formats are in it, and
  // coloured words on a coloured ground keep their colour.
  Formula,
  Mention,
  DateMark,
  Link,
  Highlight,
  TextColor,
  Bold,
  Italic,
  Underline,
  Strike,
  Superscript,
  Subscript,
  Code,
];

export const schema = getSchema(SCHEMA);
