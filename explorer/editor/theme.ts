import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * The editors' look. Every colour is a custom property of the page (style/tokens.css), which the
 * shadow root inherits: so light and dark change without the editors knowing.
 */
export const editorTheme: Extension = [
  EditorView.theme({
    "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "0.8125rem" },
    // The page frames the focused editor: an outline here would be under the gutter.
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", overflow: "auto" },
    ".cm-content": { caretColor: "var(--text)", padding: "0.5rem 0" },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    ".cm-gutters": { color: "var(--muted)", backgroundColor: "var(--surface)", border: "none" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection":
      { backgroundColor: "var(--selection)" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)", color: "inherit" },
    ".cm-foldPlaceholder": { backgroundColor: "var(--hover)", border: "1px solid var(--line)", color: "var(--muted)" },
    ".cm-tooltip": {
      color: "var(--text)",
      backgroundColor: "var(--surface)",
      border: "1px solid var(--border)",
      borderRadius: "6px",
      boxShadow: "var(--shadow)",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "0.8125rem" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--on-accent)", backgroundColor: "var(--accent)" },
    ".cm-completionDetail": { fontStyle: "normal", opacity: "0.8", marginLeft: "0.75em" },
    ".cm-completionInfo, .cm-hover": { padding: "0.5rem 0.7rem", maxWidth: "26rem", lineHeight: "1.45" },
    ".cm-hover code": { fontFamily: "var(--mono)", overflowWrap: "anywhere" },
    ".cm-hover p, .cm-completionInfo p": { margin: "0.35rem 0 0" },
    ".cm-badge": { color: "var(--muted)", fontSize: "0.75rem" },
    ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.definitionKeyword, tags.modifier], color: "var(--code-keyword)" },
      { tag: [tags.propertyName, tags.attributeName], color: "var(--code-name)" },
      { tag: [tags.variableName, tags.special(tags.name)], color: "var(--code-variable)" },
      { tag: tags.string, color: "var(--code-string)" },
      { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
      { tag: [tags.atom, tags.typeName], color: "var(--code-type)" },
      { tag: tags.comment, color: "var(--muted)" },
    ]),
  ),
];
