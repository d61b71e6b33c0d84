import { isIgnoreFileName } from '../context/dockerignore/file-name.ts';
import { dockerfileLanguage } from './dockerfile/language.ts';
import { dockerignoreLanguage } from './dockerignore/language.ts';
import type { Language } from './language-service.ts';

/**
 * The language of a document. `languageId`: the one that an editor gives it; undefined on the command line. `name`: its file name, path
 * or URI. A document is a Dockerfile unless either says that it is an ignore file.
 */
export function languageOf({ languageId, name }: { readonly languageId?: string; readonly name: string }): Language {
  return languageId === dockerignoreLanguage.id || isIgnoreFileName(name) ? dockerignoreLanguage : dockerfileLanguage;
}
