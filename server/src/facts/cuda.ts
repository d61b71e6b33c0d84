import { readCudaTag } from '../knowledge/cuda.ts';
import type { CudaTag } from '../knowledge/cuda.ts';
import type { ImageReference, Stage } from '../model/model.ts';
import { rootImage } from '../model/stages.ts';

/** The image of nvidia/cuda that a stage is finally based on. Undefined if it is another image or the tag is unknown. */
export function cudaImageOf(stage: Stage): (CudaTag & { readonly image: ImageReference }) | undefined {
  const image = rootImage(stage);
  const tag = image?.resolved === undefined ? undefined : readCudaTag(image.repository, image.tag);
  return image && tag && { ...tag, image };
}
