import type { LanguageService } from '../language-service.ts';
import { ignoreQuickFixes } from './code-actions.ts';
import { ignoreCompletionsAt } from './completion.ts';
import type { IgnoreDocument } from './document.ts';
import { fixAllInIgnoreFileInSteps } from './fix-all.ts';
import { ignoreHoverAt } from './hover.ts';
import { dockerignoreLanguage } from './language.ts';
import { ignoreFolds, ignoreOutline } from './structure.ts';

/** All features of .dockerignore files. */
export const dockerignoreService: LanguageService<IgnoreDocument> = {
  ...dockerignoreLanguage,
  *prepare(document, what) {
    if (what === 'files') yield* document.prepareEffects();
  },
  quickFixes: ignoreQuickFixes,
  fixAll: fixAllInIgnoreFileInSteps,
  hover: ignoreHoverAt,
  // Of the trigger characters, only the slash starts a path here.
  completion: (document, offset, { translate, trigger }) => ({
    items: trigger === undefined || trigger === '/' ? ignoreCompletionsAt(document, offset, translate) : [],
    isIncomplete: false,
  }),
  outline: ignoreOutline,
  folds: ignoreFolds,
};
