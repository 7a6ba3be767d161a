// What the small words do, one line each, typed by the lists that they explain: a word without a help does not compile.
import type { Word } from '../../model/protocol/editor.js'
import type {
  backgroundWords,
  calloutKinds,
  commentPairs,
  commentWords,
  fits,
  imageKeys,
  layoutModes,
  metaKeys,
} from './catalogue.js'

/** Words of a table of helps. */
export function words(help: Readonly<Record<string, string>>): Word[] {
  return Object.entries(help).map(([name, line]) => ({ name, help: line }))
}

export const commentHelp: Readonly<Record<(typeof commentWords)[number], string>> = {
  column: 'Starts the next column, or the next area of the layout.',
  step: 'What follows appears at the next step.',
  hide: 'Hides this slide: it stays in the file but is not part of the talk.',
}

export const pairHelp: Readonly<Record<(typeof commentPairs)[number], string>> = {
  time: 'Planned time of this slide, such as 90s or 2m.',
  include: 'Includes the slides of another file.',
  chart: 'Draws the table after it as a chart.',
}

export const metaHelp: Readonly<Record<(typeof metaKeys)[number], string>> = {
  subtitle: 'Subtitle.',
  date: 'Date of the talk, such as 2018-07-25, or text.',
  event: 'Event at which the talk is given.',
  duration: 'Planned length in minutes.',
  colorScheme: 'Light, dark, or the system setting.',
  tokens: "Overrides the theme's colours, fonts and sizes, one per line.",
  logo: 'Image for the corner of every slide, or one each for light and dark.',
}

export const metaValues: Readonly<Record<string, readonly Word[]>> = {
  colorScheme: words({
    auto: 'Follows the system setting of the viewer.',
    light: 'Dark text on a light background.',
    dark: 'Light text on a dark background.',
  }),
}

export const textValues: Readonly<Record<string, readonly Word[]>> = {
  marp: words({ true: 'This is a deck.' }),
  backgroundSize: words({
    cover: 'Fills the slide.',
    contain: 'Shows the whole image.',
    auto: 'In its original size.',
  }),
  backgroundRepeat: words({ 'no-repeat': 'Once.', repeat: 'Repeated to fill the slide.' }),
  backgroundPosition: words({ center: 'Centred.', top: 'At the top.', bottom: 'At the bottom.' }),
}

export const classHelp = {
  lead: 'Large and centred, for titles.',
  invert: "The theme's inverted colours.",
}

export const paginateHelp = {
  true: 'Shows the page number.',
  false: 'Hides the page number.',
  hold: 'Shows the page number without counting this slide.',
  skip: 'Hides the page number and does not count this slide.',
}

export const imageHelp: Readonly<Record<'bg' | (typeof imageKeys)[number] | (typeof backgroundWords)[number], string>> =
  {
    bg: 'Makes the image the background of the slide.',
    left: 'Background on the left; `left:33%` sets the width.',
    right: 'Background on the right; `right:33%` sets the width.',
    contain: 'Background: shows the whole image.',
    cover: 'Background: fills the slide.',
    fit: 'Background: the same as contain.',
    auto: 'Background in its original size.',
    vertical: 'Stacks several backgrounds vertically.',
    width: 'Width, such as width:300px or width:50%.',
    height: 'Height, such as height:200px.',
    w: 'Width, such as w:300px.',
    h: 'Height, such as h:200px.',
    blur: 'Blurs it, such as blur:10px.',
    brightness: 'Brightness, such as brightness:1.5.',
    contrast: 'Contrast, such as contrast:200%.',
    'drop-shadow': 'Drop shadow, such as drop-shadow:0,5px,10px,#0004.',
    grayscale: 'Removes colour, such as grayscale:1.',
    'hue-rotate': 'Rotates the hue, such as hue-rotate:180deg.',
    invert: 'Inverts it, such as invert:100%.',
    opacity: 'Opacity, such as opacity:.5.',
    saturate: 'Saturation, such as saturate:2.',
    sepia: 'Sepia tone, such as sepia:1.',
  }

export const calloutHelp: Readonly<Record<(typeof calloutKinds)[number], string>> = {
  note: 'Background information.',
  tip: 'Helpful advice.',
  important: 'Key information.',
  warning: 'Something that needs care.',
  caution: 'Serious risk.',
}

export const layoutHelp: Readonly<Record<(typeof layoutModes)[number], string>> = {
  auto: 'Slides without a class get a layout that suits their content, such as title for the first slide.',
  none: 'Slides without a class are left alone.',
}

export const fitHelp: Readonly<Record<(typeof fits)[number], string>> = {
  shrink: 'Text shrinks until it fits, down to the smallest readable size; it never grows.',
  none: 'Text keeps the size set by the theme.',
}
