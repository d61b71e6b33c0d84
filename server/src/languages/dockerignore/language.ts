import type { Language } from '../language-service.ts';
import { diagnoseIgnoreFileInSteps } from './diagnostics.ts';
import { createIgnoreDocument, withIgnoreText } from './document.ts';
import type { IgnoreDocument } from './document.ts';

/** The part of the .dockerignore language that diagnostics need. */
export const dockerignoreLanguage: Language<IgnoreDocument> = {
  id: 'dockerignore',
  contextRole: 'filter',
  createDocument: createIgnoreDocument,
  withText: withIgnoreText,
  diagnostics: diagnoseIgnoreFileInSteps,
};
