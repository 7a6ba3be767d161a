import type { OpenPage } from '../../export/browser/talk/openPage.js'

/** A document of `renderPrint` that is shown at the deck's size, or a part of it. */
export type Measurable = Pick<OpenPage, 'evaluate' | 'picture'>
