import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) => {
      const words = it.words.map((word) => word.replace(/\$ProgressPreference = 'SilentlyContinue'; ?/, ''));
      const text = words.join('\0').replace("$ProgressPreference\0=\0'SilentlyContinue';\0", '');
      return { ...it, words: text.split('\0').filter((word) => word !== '') };
    }),
};
