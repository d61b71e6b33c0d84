import { html } from './html.ts';

/** What the page loads: addresses that the editor gives for files of the extension, and its own source for the policy. */
export interface PageFiles {
  readonly script: string;
  readonly style: string;
  /** `webview.cspSource`. */
  readonly source: string;
  readonly language: string;
}

/**
 * The frame of the page about layers, which its script fills. The policy allows that script, by a number that is used once, and the style
 * sheet; nothing else is loaded, and nothing from other places.
 */
export function layersPage({ script, style, source, language }: PageFiles, nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href="${style}" />
        <title>Layerwise</title>
      </head>
      <body>
        <main id="page"></main>
        <div id="live" class="hidden" role="status" aria-live="polite"></div>
        <script nonce="${nonce}" src="${script}"></script>
      </body>
    </html>`.markup;
}
