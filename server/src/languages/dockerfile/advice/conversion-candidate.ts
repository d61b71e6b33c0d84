import { message } from '../../../base/message.ts';
import type { Work } from '../../../base/work.ts';
import type { DockerfileDocument } from '../document.ts';
import { multiStageInSteps } from '../multi-stage.ts';
import type { Candidate } from '../../saving.ts';

/** The source of the conversion, which rewrites the whole file. */
export const conversionSource = 'multi-stage';

/** The conversion to a multi-stage build, if it is possible. */
export function* conversionCandidates(document: DockerfileDocument): Work<readonly Candidate[]> {
  const { final } = document.model;
  if (!final) return [];
  const conversion = yield* multiStageInSteps(document);
  if (conversion.kind === 'refused' || conversion.edits.length === 0) return [];
  return [
    {
      source: conversionSource,
      title: message('Convert to a multi-stage build'),
      reason: message('Compilers, sources and caches stay in a build stage.'),
      level: 'suggestion',
      risk: message('The runtime stage has fewer programs. Build the image and start a container before you rely on it.'),
      at: final.from.keywordSpan,
      change: { kind: 'edits', edits: conversion.edits },
    },
  ];
}
