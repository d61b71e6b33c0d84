import { message } from '../base/message.ts';
import type { Translate } from '../base/message.ts';
import { nodeEngine } from '../host/node-engine.ts';
import type { DockerfileDocument } from '../languages/dockerfile/document.ts';
import { sizesOf } from '../languages/dockerfile/document-sizes.ts';
import type { Terminal } from './terminal.ts';

/**
 * The document with the images that the container engines of this machine have. Without an engine, the document itself: then the reason is
 * said, and the sizes stay estimates.
 */
export async function withImages(opened: DockerfileDocument, terminal: Terminal, translate: Translate): Promise<DockerfileDocument> {
  const images = await nodeEngine.images(new AbortController().signal);
  if (images.state === 'unavailable') {
    terminal.err(`layerwise: ${translate(images.reason)}\n`);
    return opened;
  }
  const document = { ...opened, built: { images: images.value, known: new Set<string>(), asOf: Date.now() } };
  const isMeasured = sizesOf(document).some(({ layers }) => layers.some(({ estimate }) => estimate.source === 'measured'));
  if (!isMeasured) terminal.err(`layerwise: ${translate(message('The container engine has no image that was built from this file.'))}\n`);
  return document;
}
