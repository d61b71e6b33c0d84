/** See texts.mjs. */
export interface Random {
  readonly below: (limit: number) => number;
  readonly chance: (likelihood: number) => boolean;
  readonly of: <T>(list: readonly T[]) => T;
}

export interface RandomChange {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

export declare function randomFrom(seed: number): Random;
export declare function randomIgnoreFile(random: Random): string;
export declare function randomEdit(document: { readonly text: string; readonly languageId: string }, random: Random): RandomChange;
export declare function positionAt(text: string, offset: number): { line: number; character: number };
export declare function readTexts(): { from: string; texts: string[] };
