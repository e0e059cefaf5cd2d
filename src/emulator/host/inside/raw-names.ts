export type RawNames = {
  bytes(text: string): string | Buffer;
  text(bytes: Buffer): string;
};

/**
 * Bytes that are not UTF-8 as text and back: each becomes a lone surrogate from U+DC80 on, as in Python's
 * PEP 383.
 */
export function rawNames(): RawNames {
  const escaped = /[\udc80-\udcff]/u;
  // RFC 3629, section 4: what is well-formed.
  const sequences =
    /(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+|[\x80-\xff]/g;
  return {
    bytes(text) {
      if (!escaped.test(text)) return text;
      const parts = text.split(/([\udc80-\udcff])/u);
      return Buffer.concat(
        parts.map((part) =>
          escaped.test(part) ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part),
        ),
      );
    },
    text(bytes) {
      const text = bytes.toString('utf8');
      if (Buffer.from(text).equals(bytes)) return text;
      const decode = (part: string) => {
        const decoded = Buffer.from(part, 'latin1').toString('utf8');
        const isStray = part.length === 1 && part > '\x7f';
        return isStray ? String.fromCharCode(0xdc00 + part.charCodeAt(0)) : decoded;
      };
      return bytes.toString('latin1').replace(sequences, decode);
    },
  };
}

/** Whether it stands for bytes that are not UTF-8. */
export function isRaw(text: string): boolean {
  return /[\udc80-\udcff]/u.test(text);
}
