/** The document and position of a request: see lsp-requests.mjs. */
export interface RequestPlace {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
  readonly range: { readonly start: RequestPlace['position']; readonly end: RequestPlace['position'] };
  readonly memory: Record<string, unknown>;
}

export interface RequestRow {
  readonly name: string;
  readonly method: string;
  readonly needs: string;
  readonly params: (place: RequestPlace) => object;
  readonly keep?: (answer: unknown, memory: Record<string, unknown>) => void;
  readonly mayRefuse?: boolean;
}

export declare const requests: readonly RequestRow[];
export declare const editorCapabilities: object;
export declare const everythingOn: object;
export declare function untestedProviders(capabilities: object): string[];
