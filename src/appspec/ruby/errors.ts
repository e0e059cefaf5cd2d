import { className, inspect, type Position, type Value } from './value.ts';

/** An error that Ruby raises; `name` is its class there. */
export class RubyError extends Error {
  readonly at: Position;

  constructor(name: string, message: string, at: Position) {
    super(message);
    this.name = name;
    this.at = at;
  }
}

/** What Ruby raises where a value has no such method; the words are those of Ruby 3.1 to 3.3. */
export function noMethod(method: string, value: Value): RubyError {
  const message = `undefined method \`${method}' for ${inspect(value)}:${className(value)}`;
  return new RubyError('NoMethodError', message, value.at);
}

/** What Ruby raises where a list or a number is asked for a key that is text. */
export function noIndexByText(value: Value): RubyError {
  return new RubyError('TypeError', 'no implicit conversion of String into Integer', value.at);
}
