// What `npm run new -- kind name` writes: a plan, so that a test can make all of them without touching the checkout.
import { codeRecipes } from './codeRecipes.mjs'
import { deckRecipes } from './deckRecipes.mjs'

export const recipes = { ...codeRecipes, ...deckRecipes }

/**
 * The files of a recipe: path in the checkout → content, and what to do next. `read` gives a file's content, or undefined.
 * @throws Error when there is no such recipe, the name cannot be used, or a file is there already.
 */
export function plan(kind, name, read) {
  const recipe = recipes[kind]
  if (recipe === undefined)
    throw new Error(`There is no recipe “${kind}”. Recipes are ${Object.keys(recipes).join(', ')}.`)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`“${name}” is no name. Write small letters with hyphens: too-many-words.`)
  const files = new Map(Object.entries(recipe.files(name)))
  for (const path of files.keys()) if (read(path) !== undefined) throw new Error(`${path} is there already.`)
  for (const [path, edit] of Object.entries(recipe.edits(name))) {
    const text = read(path)
    if (text === undefined) throw new Error(`${path} is missing; the recipe in bin/new/ is older than the tree.`)
    files.set(path, edit(text))
  }
  return { files, next: recipe.next(name) }
}
