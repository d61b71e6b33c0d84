import { isIgnoreFileName } from '../context/dockerignore/file-name.ts';
import { dockerfileLanguage } from './dockerfile/language.ts';
import { dockerignoreLanguage } from './dockerignore/language.ts';
import type { Language } from './language-service.ts';

/**
 * The language of a document: a Dockerfile, unless the language id or the name is that of an ignore file.
 *
 * @param languageId The language id of the editor. Undefined on the command line.
 * @param name The file name, path or URI.
 */
export function languageOf({ languageId, name }: { readonly languageId?: string; readonly name: string }): Language {
  return languageId === dockerignoreLanguage.id || isIgnoreFileName(name) ? dockerignoreLanguage : dockerfileLanguage;
}
