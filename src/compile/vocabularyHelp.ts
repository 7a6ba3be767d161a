// What the small words do, one line each, typed by the lists that they explain: a word without a help does not compile.
import type { Word } from '../model/editor.js'
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
  column: 'The rest goes into the next column, or the next slot of the layout.',
  step: 'What follows appears at the next step.',
  hide: 'This slide is kept in the file and left out of the talk.',
}

export const pairHelp: Readonly<Record<(typeof commentPairs)[number], string>> = {
  time: 'Planned time of this slide, such as 90s or 2m.',
  include: 'The slides of another file.',
}

export const metaHelp: Readonly<Record<(typeof metaKeys)[number], string>> = {
  subtitle: 'Second line of the title.',
  date: 'Day of the talk, such as 2018-07-25, or words.',
  event: 'Where the talk is given.',
  duration: 'Planned length in minutes.',
  colorScheme: 'Light, dark, or as the machine is set.',
  tokens: "The theme's colours, fonts and measures, one per line below.",
  logo: 'Picture for the corner of every slide, or one each for light and dark.',
}

export const metaValues: Readonly<Record<string, readonly Word[]>> = {
  colorScheme: words({
    auto: 'As the machine that shows it is set.',
    light: 'Dark letters on a light ground.',
    dark: 'Light letters on a dark ground.',
  }),
}

export const textValues: Readonly<Record<string, readonly Word[]>> = {
  marp: words({ true: 'This is a deck.' }),
  backgroundSize: words({ cover: 'Fills the slide.', contain: 'Shows all of it.', auto: 'In its own size.' }),
  backgroundRepeat: words({ 'no-repeat': 'Once.', repeat: 'As often as it fits.' }),
  backgroundPosition: words({ center: 'In the middle.', top: 'At the top.', bottom: 'At the bottom.' }),
}

export const classHelp = {
  lead: 'Large and in the middle, for titles.',
  invert: 'The other colours of the theme.',
}

export const paginateHelp = {
  true: 'The number shows.',
  false: 'No number.',
  hold: 'The number shows and does not go up.',
  skip: 'No number, and it does not go up.',
}

export const imageHelp: Readonly<Record<'bg' | (typeof imageKeys)[number] | (typeof backgroundWords)[number], string>> =
  {
    bg: 'The picture is the background of the slide.',
    left: 'Background on the left; `left:33%` says how wide.',
    right: 'Background on the right; `right:33%` says how wide.',
    contain: 'Background: shows all of the picture.',
    cover: 'Background: fills the slide.',
    fit: 'Background: the same as contain.',
    auto: 'Background in its own size.',
    vertical: 'Several backgrounds stand one above the other.',
    width: 'Width, such as width:300px or width:50%.',
    height: 'Height, such as height:200px.',
    w: 'Width, such as w:300px.',
    h: 'Height, such as h:200px.',
    blur: 'Blurs it, such as blur:10px.',
    brightness: 'Brightness, such as brightness:1.5.',
    contrast: 'Contrast, such as contrast:200%.',
    'drop-shadow': 'A shadow, such as drop-shadow:0,5px,10px,#0004.',
    grayscale: 'Takes the colours out, such as grayscale:1.',
    'hue-rotate': 'Turns the colours, such as hue-rotate:180deg.',
    invert: 'Inverts it, such as invert:100%.',
    opacity: 'Lets the ground through, such as opacity:.5.',
    saturate: 'Strength of the colours, such as saturate:2.',
    sepia: 'As an old photograph, such as sepia:1.',
  }

export const calloutHelp: Readonly<Record<(typeof calloutKinds)[number], string>> = {
  note: 'Something to know.',
  tip: 'Something that helps.',
  important: 'Something not to miss.',
  warning: 'Something that can go wrong.',
  caution: 'Something that does harm.',
}

export const layoutHelp: Readonly<Record<(typeof layoutModes)[number], string>> = {
  auto: 'A slide without a class gets the layout that its content asks for, as a first slide the title.',
  none: 'Slides without a class stay as they are.',
}

export const fitHelp: Readonly<Record<(typeof fits)[number], string>> = {
  shrink: 'Text gets smaller until it fits, down to what the room can read; it never grows.',
  none: 'Text stays as large as the theme says.',
}
