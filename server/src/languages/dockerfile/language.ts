import { contextSourcesInSteps, usesContext } from '../../facts/context-sources.ts';
import type { Language } from '../language-service.ts';
import { diagnoseInSteps } from './diagnostics.ts';
import { createDockerfileDocument, withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';

/** The part of the Dockerfile language that diagnostics need. */
export const dockerfileLanguage: Language<DockerfileDocument> = {
  id: 'dockerfile',
  contextRole: 'built',
  createDocument: createDockerfileDocument,
  withText,
  contextSources: ({ model, build }) => contextSourcesInSteps(model, build),
  usesContext: ({ model, build }) => usesContext(model, build),
  diagnostics: diagnoseInSteps,
};
