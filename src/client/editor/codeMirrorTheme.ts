import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** How the text looks: colours come from the page's style, so that light and dark are one set of rules. */
export const codeMirrorTheme: Extension = [
  EditorView.theme({
    '&': { height: '100%', backgroundColor: 'var(--back)', color: 'var(--text)', fontSize: '15px' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
    '.cm-content': { caretColor: 'var(--accent)', padding: '12px 0 40vh' },
    '.cm-line': { padding: '0 16px 0 8px' },
    '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      background: 'var(--selection)',
    },
    '.cm-gutters': { backgroundColor: 'var(--back)', color: 'var(--faint)', border: 'none', paddingLeft: '4px' },
    '.cm-activeLine': { backgroundColor: 'var(--line-back)' },
    '.cm-activeLineGutter': { backgroundColor: 'var(--line-back)', color: 'var(--text)' },
    '.cm-panels': { backgroundColor: 'var(--bar)', color: 'var(--text)' },
    '.cm-panels-bottom': { borderTop: '1px solid var(--rule)' },
    '.cm-panel input, .cm-panel button, .cm-panel label': { font: '13px/1.4 var(--sans)' },
    '.cm-textfield': { backgroundColor: 'var(--back)', borderColor: 'var(--rule)', color: 'var(--text)' },
    '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--button)', borderColor: 'var(--rule)' },
    '.cm-tooltip': {
      backgroundColor: 'var(--bar)',
      border: '1px solid var(--rule)',
      borderRadius: '8px',
      boxShadow: '0 8px 28px rgb(0 0 0 / 0.22)',
      color: 'var(--text)',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': {
      borderRadius: '8px',
      fontFamily: 'var(--mono)',
      fontSize: '13.5px',
      maxHeight: '18em',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      background: 'var(--accent)',
      color: 'var(--on-accent)',
    },
    '.cm-tooltip.cm-completionInfo': { font: '13.5px/1.45 var(--sans)', padding: '8px 12px', maxWidth: '280px' },
    '.cm-diagnostic': { font: '13.5px/1.45 var(--sans)', padding: '8px 12px', whiteSpace: 'pre-line' },
    '.cm-diagnosticAction': {
      backgroundColor: 'var(--accent)',
      color: 'var(--on-accent)',
      borderRadius: '5px',
      padding: '3px 9px',
    },
    '.cm-searchMatch': { backgroundColor: 'var(--match)' },
    '.cm-searchMatch-selected': { backgroundColor: 'var(--match-now)' },
    '.cm-selectionMatch': { backgroundColor: 'var(--match)' },
    '.cm-matchingBracket': { backgroundColor: 'var(--match)' },
    '.cm-changedLine': { backgroundColor: 'var(--changed)' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.heading, fontWeight: '700', color: 'var(--heading)' },
      { tag: tags.strong, fontWeight: '700' },
      { tag: tags.emphasis, fontStyle: 'italic' },
      { tag: tags.strikethrough, textDecoration: 'line-through' },
      { tag: [tags.link, tags.url], color: 'var(--link)' },
      { tag: [tags.monospace, tags.string], color: 'var(--string)' },
      { tag: [tags.comment, tags.blockComment, tags.lineComment], color: 'var(--directive)' },
      { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.attributeName], color: 'var(--directive)' },
      { tag: [tags.tagName, tags.keyword, tags.bool, tags.number], color: 'var(--keyword)' },
      { tag: tags.quote, color: 'var(--quiet)' },
      { tag: [tags.contentSeparator], color: 'var(--heading)', fontWeight: '700' },
      { tag: [tags.processingInstruction, tags.meta, tags.punctuation, tags.labelName], color: 'var(--faint)' },
    ]),
  ),
]
