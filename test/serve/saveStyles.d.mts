/** Every way in which programs save a file: they get its path and the new text. */
export declare const styles: Readonly<Record<string, (path: string, text: string) => void>>
