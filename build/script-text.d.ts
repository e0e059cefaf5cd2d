import type { Plugin } from 'rolldown';

export declare function withScriptTexts(
  source: string,
  filename: string,
): Promise<string | undefined>;
export declare function scriptTexts(): Plugin;
