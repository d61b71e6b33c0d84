import { l10n } from 'vscode';
import type { LayerView, LayersView, StageView } from '../../server/src/lsp/messages.ts';

/** The layers as a page without scripts, in the colors of the editor. `linkTo`: returns the link that reveals a zero-based line. */
export function layersPage(view: LayersView, linkTo: (line: number) => string): string {
  const largest = Math.max(1, ...view.stages.flatMap((stage) => stage.layers.map((layer) => layer.bytes ?? 0)));
  const stages = view.stages.map((stage) => stageSection(stage, largest, linkTo));
  return `<!doctype html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${styleSheet}</style><title>${text(view.title)}</title></head>
<body>${stages.join('\n') || `<p class="note">${text(l10n.t('There are no stages yet.'))}</p>`}</body></html>`;
}

function stageSection(stage: StageView, largest: number, linkTo: (line: number) => string): string {
  const badge = stage.final ? `<span class="badge">${text(l10n.t('final image'))}</span>` : '';
  return `<section><h2><a href="${text(linkTo(stage.line))}">${text(stage.name)}</a>${badge}<span class="size">${text(stage.total)}</span></h2>
${stage.layers.map((layer) => layerRow(layer, largest, linkTo)).join('\n')}</section>`;
}

function layerRow(layer: LayerView, largest: number, linkTo: (line: number) => string): string {
  const share = (bytes: number): string => `${((100 * bytes) / largest).toFixed(2)}%`;
  const bytes = layer.bytes ?? 0;
  const wasted = Math.min(layer.wasted, bytes);
  const bar = `<span class="bar"><span class="kept" style="width:${share(bytes - wasted)}"></span><span class="wasted" style="width:${share(wasted)}"></span></span>`;
  const parts = layer.parts.map((part) => `<tr><td>${text(part.name)}</td><td class="size">${text(part.size)}</td></tr>`).join('');
  const waste = layer.wastedText === undefined ? '' : `<p class="waste">${text(layer.wastedText)}</p>`;
  return `<details><summary><a class="line" href="${text(linkTo(layer.line))}">${layer.line + 1}</a>
<span class="what"><b>${text(layer.keyword)}</b>${text(layer.text.slice(layer.keyword.length))}</span><span class="size${layer.bytes === undefined ? ' unknown' : ''}">${text(layer.size)}</span>${bar}</summary>
<p class="note">${text(layer.detail)}</p>${waste}${parts && `<table>${parts}</table>`}</details>`;
}

function text(raw: string): string {
  return raw.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const styleSheet = `
body { font: var(--vscode-font-size)/1.5 var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.5em 2em; max-width: 60em; }
a { color: inherit; text-decoration: none; } a:hover { color: var(--vscode-textLink-foreground); }
h2 { display: flex; align-items: baseline; gap: .7em; font-size: 1.25em; font-weight: 600; margin: 1.6em 0 .5em; }
.badge { font-size: .65em; font-weight: 400; padding: .15em .7em; border-radius: 1em; color: var(--vscode-badge-foreground); background: var(--vscode-badge-background); }
.size { margin-left: auto; white-space: nowrap; font-variant-numeric: tabular-nums; } .unknown { opacity: .6; font-style: italic; }
summary { display: flex; flex-wrap: wrap; gap: 0 .8em; padding: .35em .4em; border-radius: 4px; cursor: pointer; list-style: none; }
summary:hover { background: var(--vscode-list-hoverBackground); }
.line { width: 2.2em; text-align: right; color: var(--vscode-editorLineNumber-foreground); font-family: var(--vscode-editor-font-family); }
.what { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-family: var(--vscode-editor-font-family); }
.what b { color: var(--vscode-symbolIcon-keywordForeground, var(--vscode-textLink-foreground)); font-weight: 600; }
.bar { flex-basis: 100%; display: flex; height: 5px; margin: .25em 0 0 3em; border-radius: 3px; overflow: hidden; background: color-mix(in srgb, var(--vscode-foreground) 12%, transparent); }
.kept { background: var(--vscode-charts-blue); } .wasted { background: var(--vscode-charts-orange); }
details[open] { padding-bottom: .6em; } details p, details table { margin: .3em 0 .3em 3.4em; }
.note { color: var(--vscode-descriptionForeground); } .waste { color: var(--vscode-charts-orange); }
table { width: calc(100% - 3.8em); border-collapse: collapse; } td { padding: .1em 0; } td.size { text-align: right; }
`;
