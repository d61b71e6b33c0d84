import { contextSources } from '../../facts/context-sources.ts';
import type { Language } from '../language-service.ts';
import { diagnose } from './diagnostics.ts';
import { createDockerfileDocument, withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';

/** Dockerfiles, as far as their diagnostics need it. */
export const dockerfileLanguage: Language<DockerfileDocument> = {
  id: 'dockerfile',
  contextRole: 'built',
  createDocument: createDockerfileDocument,
  withText,
  contextSources: ({ model }) => contextSources(model),
  diagnostics: diagnose,
};
