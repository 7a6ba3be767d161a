import type { Rule } from './rule.js'
import { altMissing } from './rules/altMissing.js'
import { codeTooLong } from './rules/codeTooLong.js'
import { contrast } from './rules/contrast.js'
import { emptySlide } from './rules/emptySlide.js'
import { fitFailed } from './rules/fitFailed.js'
import { fontMissing } from './rules/fontMissing.js'
import { glyphMissing } from './rules/glyphMissing.js'
import { headingMissing } from './rules/headingMissing.js'
import { headingOrder } from './rules/headingOrder.js'
import { hiddenSlide } from './rules/hiddenSlide.js'
import { imageBlurry } from './rules/imageBlurry.js'
import { imageHeavy } from './rules/imageHeavy.js'
import { languageMissing } from './rules/languageMissing.js'
import { leak } from './rules/leak.js'
import { motion } from './rules/motion.js'
import { notesMissing } from './rules/notesMissing.js'
import { overflow } from './rules/overflow.js'
import { overlap } from './rules/overlap.js'
import { slotEmpty } from './rules/slotEmpty.js'
import { spelling } from './rules/spelling.js'
import { textTooSmall } from './rules/textTooSmall.js'
import { timeBudget } from './rules/timeBudget.js'
import { titleDuplicate } from './rules/titleDuplicate.js'
import { tooManySteps } from './rules/tooManySteps.js'
import { tooMuchText } from './rules/tooMuchText.js'
import { wordBroken } from './rules/wordBroken.js'

/** Every rule, in the order in which people should read of them. */
export const rules: readonly Rule[] = [
  overflow,
  fitFailed,
  overlap,
  wordBroken,
  textTooSmall,
  contrast,
  altMissing,
  imageBlurry,
  imageHeavy,
  fontMissing,
  glyphMissing,
  headingMissing,
  headingOrder,
  titleDuplicate,
  tooMuchText,
  tooManySteps,
  codeTooLong,
  notesMissing,
  timeBudget,
  hiddenSlide,
  emptySlide,
  languageMissing,
  motion,
  slotEmpty,
  leak,
  spelling,
]
