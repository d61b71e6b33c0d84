/** The part of dockerode that we use; the package has no types. */
declare module 'dockerode' {
  interface Options {
    readonly socketPath?: string | undefined;
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly protocol?: 'http' | 'https';
    readonly ca?: Buffer | undefined;
    readonly cert?: Buffer | undefined;
    readonly key?: Buffer | undefined;
    readonly agent?: import('node:https').Agent;
  }

  interface Request {
    readonly path: string;
    readonly method: 'GET';
    /** `true`: this status is a success. */
    readonly statusCodes: Readonly<Record<number, true | string>>;
    readonly abortSignal: AbortSignal;
  }

  export default class Docker {
    constructor(options: Options);
    listImages(options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
    readonly modem: {
      dial(request: Request, callback: (error: unknown, answer: unknown) => void): void;
    };
  }
}
