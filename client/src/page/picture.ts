import { formatBytes } from '../../../server/src/base/bytes.ts';
import type { ImageView } from '../../../server/src/lsp/messages.ts';
import { filled } from './dom.ts';
import type { PageTexts } from './messages.ts';
import { segmentsOf } from './segments.ts';

/** A picture of an image as rectangles and texts, for SVG and PNG. Positions in pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill: string }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'end';
    };

/** Colors that can be told apart on white, also by people with color blindness: Okabe and Ito, 2008. The last one is for the rest. */
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#b8a800', '#7f5fc4', '#999999'];
const wasteColor = '#ffffff99';

const width = 800;
const margin = 24;
const rowHeight = 24;
/** Longer names would meet the sizes. */
const longestName = 84;

/** The bar of an image with its legend. */
export function pictureOf(title: string, image: ImageView, texts: PageTexts): Picture {
  const segments = segmentsOf(image);
  const known = Math.max(
    1,
    segments.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const inner = width - 2 * margin;
  const top = 76;
  let x = margin;
  const bar = segments.flatMap(({ color, bytes, wasted }): Shape[] => {
    const box = { kind: 'box', x, y: top, width: (inner * bytes) / known, height: 36, fill: palette[color]! } as const;
    x += box.width;
    const waste = { ...box, width: (box.width * wasted) / bytes, fill: wasteColor };
    return wasted > 0 ? [box, waste] : [box];
  });
  const rows = segments.flatMap(({ color, part, count, bytes }, i): Shape[] => {
    const y = top + 36 + 20 + i * rowHeight;
    const name = part?.text ?? filled(texts.otherLayers, count);
    return [
      { kind: 'box', x: margin, y, width: 14, height: 14, fill: palette[color]! },
      {
        kind: 'text',
        x: margin + 24,
        y: y + 12,
        text: name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name,
        size: 13,
        anchor: 'start',
      },
      { kind: 'text', x: width - margin, y: y + 12, text: part?.size ?? formatBytes(bytes), size: 13, anchor: 'end' },
    ];
  });
  const figures = [
    `${texts.size}: ${image.total}`,
    image.wasted > 0 ? `${texts.waste}: ${formatBytes(image.wasted)}` : undefined,
    image.efficiency === null ? undefined : `${texts.efficiency}: ${Math.round(100 * image.efficiency)} %`,
  ];
  const head: Shape[] = [
    { kind: 'text', x: margin, y: 34, text: title, size: 18, anchor: 'start' },
    { kind: 'text', x: margin, y: 58, text: figures.filter((text) => text !== undefined).join('   '), size: 13, anchor: 'start' },
  ];
  return { width, height: top + 36 + 20 + segments.length * rowHeight + margin, shapes: [...head, ...bar, ...rows] };
}

const font = 'system-ui, sans-serif';
const ink = '#1f1f1f';

/** The picture as an SVG file. */
export function toSvg({ width: w, height: h, shapes }: Picture): string {
  const lines = shapes.map((shape) =>
    shape.kind === 'box'
      ? `<rect x="${round(shape.x)}" y="${shape.y}" width="${round(shape.width)}" height="${shape.height}" fill="${shape.fill}"/>`
      : `<text x="${round(shape.x)}" y="${shape.y}" font-size="${shape.size}" text-anchor="${shape.anchor}">${escaped(shape.text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${font}" fill="${ink}">
<rect width="${w}" height="${h}" fill="#ffffff"/>
${lines.join('\n')}
</svg>
`;
}

/** The picture as a PNG file in base64, in twice the size. */
export function toPng({ width: w, height: h, shapes }: Picture): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2 * w, 2 * h];
  const context = canvas.getContext('2d')!;
  context.scale(2, 2);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, w, h);
  for (const shape of shapes) {
    context.fillStyle = shape.kind === 'box' ? shape.fill : ink;
    if (shape.kind === 'box') context.fillRect(shape.x, shape.y, shape.width, shape.height);
    else {
      context.font = `${shape.size}px ${font}`;
      context.textAlign = shape.anchor;
      context.fillText(shape.text, shape.x, shape.y);
    }
  }
  return canvas.toDataURL('image/png').split(',')[1]!;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
