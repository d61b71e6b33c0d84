import { baseImagesDate, findBaseImage } from '../../../model/base-image-catalogue.ts';
import type { BaseImage } from '../../../model/base-image-catalogue.ts';
import type { ImageReference, SourceReference } from '../../../model/model.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { bold, byteSize, code, escaped, factTable, joined, composed, paragraphs, withTextValues } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** Hover on an image in FROM, COPY --from or a mount: its size, distribution and configuration, if the base image data includes it. */
export const hoverImage: HoverKind = (at) => {
  const source = at.document.model.sourcesOf(at.instruction).find((reference) => touches(reference.at, at.offset));
  return source?.image && { span: source.at, markdown: imageText(at, source, source.image) };
};

function imageText(at: HoverRequest, source: SourceReference, image: ImageReference): Markdown {
  const { translate } = at;
  const name = bold(image.resolved ?? image.raw);
  if (image.isScratch)
    return translate(message('{name}: the empty image. No files, no shell, and no users except root by ID; zero bytes.', { name }));
  if (image.resolved === undefined) {
    return translate(message('{name}: the image depends on variables that are set during the build.', { name }));
  }
  const known = image.registry === 'docker.io' ? findBaseImage(image.repository, image.tag, image.digest) : undefined;
  return known ? knownText(at, name, image, known) : unknownText(at, name, source, image);
}

function knownText(at: HoverRequest, name: Markdown, image: ImageReference, known: BaseImage): Markdown {
  return paragraphs(catalogText(at, name, known), tagText(at, image));
}

/** The base image data of an image. */
export function catalogText(at: Pick<HoverRequest, 'translate'>, name: Markdown, known: BaseImage): Markdown {
  const { translate } = at;
  const { bytes, compressed } = known;
  const size =
    bytes.high - bytes.low <= 0.1 * bytes.likely ? byteSize(bytes.likely) : composed`${byteSize(bytes.low)} – ${byteSize(bytes.high)}`;
  const sizes =
    compressed === undefined
      ? message('{size} on disk', { size })
      : message('{size} on disk, {download} to download', { size, download: byteSize(compressed) });
  return paragraphs(
    composed`${name} · ${translate(sizes)}`,
    factTable([
      [translate(message('Distribution')), distributionText(known)],
      [translate(message('User')), code(known.user ?? 'root')],
      [translate(message('Working directory')), code(known.workdir ?? '/')],
      [code('ENTRYPOINT'), commandText(known.entrypoint)],
      [code('CMD'), commandText(known.cmd)],
      [code('EXPOSE'), known.exposed.length > 0 ? joined(known.exposed.map(code), ', ') : undefined],
    ]),
    translate(withTextValues(known.detail)),
  );
}

function unknownText(at: HoverRequest, name: Markdown, { kind }: SourceReference, image: ImageReference): Markdown {
  const { translate } = at;
  const mayBeContext = kind !== 'from' && image.tag === undefined && image.digest === undefined && !image.raw.includes('/');
  return paragraphs(
    translate(
      message('{name}: the base image data of {date} does not include it, so its size and settings are unknown.', {
        name,
        date: escaped(baseImagesDate),
      }),
    ),
    mayBeContext
      ? translate(
          message('An image, or a named context of the build: {flag}.', {
            flag: code(`docker build --build-context ${image.raw}=…`),
          }),
        )
      : undefined,
    tagText(at, image),
  );
}

/** A note about images without a tag or with a digest. */
function tagText({ translate }: HoverRequest, { tag, digest, repository }: ImageReference): Markdown | undefined {
  if (digest !== undefined) return translate(message('The digest pins this exact image; the tag is only for readers.'));
  if (tag === undefined)
    return translate(
      message('Without a tag, {name} is used: the latest version at the time of the pull.', { name: code(`${repository}:latest`) }),
    );
  return undefined;
}

function distributionText({ distro, release, packageManager }: BaseImage): Markdown | undefined {
  if (distro === 'none') return undefined;
  return escaped(`${[distro, release].filter(Boolean).join(' ')} (${packageManager})`);
}

function commandText(words: readonly string[] | undefined): Markdown | undefined {
  return words && code(JSON.stringify(words));
}
