import { l10n } from 'vscode';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { LayerView, LayersView, StageView } from '../../server/src/lsp/messages.ts';

/** The layers as a page without scripts, in the colors of the editor. `linkTo`: returns the link that reveals a zero-based line. */
export function layersPage(view: LayersView, linkTo: (line: number) => string): string {
  const largest = Math.max(1, ...view.stages.flatMap((stage) => stage.layers.map((layer) => layer.bytes ?? 0)));
  const stages = view.stages.map((stage) => stageSection(stage, largest, linkTo));
  return html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <style>
          ${styleSheet}
        </style>
        <title>${view.title}</title>
      </head>
      <body>
        ${stages.length > 0 ? stages : html`<p class="note">${l10n.t('There are no stages yet.')}</p>`}
      </body>
    </html>`.markup;
}

function stageSection(stage: StageView, largest: number, linkTo: (line: number) => string): Html {
  const badge = stage.final ? html`<span class="badge">${l10n.t('final image')}</span>` : html``;
  return html`<section>
    <h2><a href="${linkTo(stage.line)}">${stage.name}</a>${badge}<span class="size">${stage.total}</span></h2>
    ${stage.layers.map((layer) => layerRow(layer, largest, linkTo))}
  </section>`;
}

function layerRow(layer: LayerView, largest: number, linkTo: (line: number) => string): Html {
  const share = (bytes: number): string => `${((100 * bytes) / largest).toFixed(2)}%`;
  const bytes = layer.bytes ?? 0;
  const wasted = Math.min(layer.wasted, bytes);
  const bar = html`<span class="bar"
    ><span class="kept" style="width:${share(bytes - wasted)}"></span><span class="wasted" style="width:${share(wasted)}"></span
  ></span>`;
  const parts = layer.parts.map(
    (part) =>
      html`<tr>
        <td>${part.name}</td>
        <td class="size">${part.size}</td>
      </tr>`,
  );
  const waste = layer.wastedText === undefined ? html`` : html`<p class="waste">${layer.wastedText}</p>`;
  return html`<details>
    <summary>
      <a class="line" href="${linkTo(layer.line)}">${layer.line + 1}</a>
      <span class="what"><b>${layer.keyword}</b>${layer.text.slice(layer.keyword.length)}</span
      ><span class="size${layer.bytes === undefined ? ' unknown' : ''}">${layer.size}</span>${bar}
    </summary>
    <p class="note">${layer.detail}</p>
    ${waste}${
      parts.length > 0
        ? html`<table>
            ${parts}
          </table>`
        : html``
    }
  </details>`;
}

const styleSheet = html`
  body { font: var(--vscode-font-size)/1.5 var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.5em 2em; max-width:
  60em; } a { color: inherit; text-decoration: none; } a:hover { color: var(--vscode-textLink-foreground); } h2 { display: flex;
  align-items: baseline; gap: .7em; font-size: 1.25em; font-weight: 600; margin: 1.6em 0 .5em; } .badge { font-size: .65em; font-weight:
  400; padding: .15em .7em; border-radius: 1em; color: var(--vscode-badge-foreground); background: var(--vscode-badge-background); } .size {
  margin-left: auto; white-space: nowrap; font-variant-numeric: tabular-nums; } .unknown { opacity: .6; font-style: italic; } summary {
  display: flex; flex-wrap: wrap; gap: 0 .8em; padding: .35em .4em; border-radius: 4px; cursor: pointer; list-style: none; } summary:hover {
  background: var(--vscode-list-hoverBackground); } .line { width: 2.2em; text-align: right; color:
  var(--vscode-editorLineNumber-foreground); font-family: var(--vscode-editor-font-family); } .what { flex: 1; min-width: 0; overflow:
  hidden; text-overflow: ellipsis; white-space: nowrap; font-family: var(--vscode-editor-font-family); } .what b { color:
  var(--vscode-symbolIcon-keywordForeground, var(--vscode-textLink-foreground)); font-weight: 600; } .bar { flex-basis: 100%; display: flex;
  height: 5px; margin: .25em 0 0 3em; border-radius: 3px; overflow: hidden; background: color-mix(in srgb, var(--vscode-foreground) 12%,
  transparent); } .kept { background: var(--vscode-charts-blue); } .wasted { background: var(--vscode-charts-orange); } details[open] {
  padding-bottom: .6em; } details p, details table { margin: .3em 0 .3em 3.4em; } .note { color: var(--vscode-descriptionForeground); }
  .waste { color: var(--vscode-charts-orange); } table { width: calc(100% - 3.8em); border-collapse: collapse; } td { padding: .1em 0; }
  td.size { text-align: right; }
`;
