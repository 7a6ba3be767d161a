import type { Page } from '../../model/page.js'
import type { EditorPage } from '../../model/protocol/editor.js'
import { escapeHtml, escapeStyle } from '../page/escape.js'

/** What the page of the editor needs from its caller. */
export interface EditorParts {
  readonly script: string
  readonly style: string
  /** For the script and all styles; another one each time. */
  readonly nonce: string
}

/** The page that edits a deck: empty, because the script builds what is in it. */
export function renderEditor(page: EditorPage, { script, style, nonce }: EditorParts): Page {
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} – editing</title>
<style nonce="${escapeHtml(nonce)}">${escapeStyle(style)}</style>
</head>
<body data-editor="${escapeHtml(JSON.stringify(page))}">
<noscript>The editor needs JavaScript. The slides are at <a href="${escapeHtml(page.deck)}">${escapeHtml(page.deck)}</a>.</noscript>
<script nonce="${escapeHtml(nonce)}">${script}</script>
</body>
</html>
`,
  }
}

/**
 * The policy of that page. It shows no content of the deck but as text: slides are in a frame with a policy of its own.
 * Nobody may frame the editor, so no page can lay it under somebody's clicks.
 */
export function editorPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "frame-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
