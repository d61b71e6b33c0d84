import { dockerfileService } from './dockerfile/service.ts';
import { dockerignoreService } from './dockerignore/service.ts';
import type { Language, LanguageService } from './language-service.ts';

const services: Readonly<Record<Language['id'], LanguageService>> = { dockerfile: dockerfileService, dockerignore: dockerignoreService };

/** All features of a language. Importing this file loads them; code that only needs diagnostics imports languages.ts. */
export function serviceOf({ id }: Language): LanguageService {
  return services[id];
}
