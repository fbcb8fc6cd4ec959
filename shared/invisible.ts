const joining =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}';

/** Characters that join an emoji or shape a letter; there they can be seen. */
const wanted = [
  '(?<=[\\p{Extended_Pictographic}0-9#*])\\ufe0f',
  '(?<=\\p{Extended_Pictographic}\\ufe0f?|\\p{Emoji_Modifier})\\u200d(?=\\p{Extended_Pictographic})',
  `(?<=[${joining}]\\p{M}*)[\\u200c\\u200d](?=[${joining}])`,
].join('|');

/** Controls, bidirectional controls, what takes no room, line separators, private use, noncharacters and lone surrogates. */
const unwanted =
  '[\\p{Cc}\\p{Bidi_Control}\\p{Default_Ignorable_Code_Point}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}\\p{Noncharacter_Code_Point}\\ufff9-\\ufffc\\u2800]';

const pattern = new RegExp(`(${wanted})|${unwanted}`, 'gu');

/** `text` with each character that cannot be seen replaced; those that join an emoji or shape a letter are kept. */
export function replaceInvisible(text: string, replace: (character: string) => string): string {
  return text.replace(pattern, (character: string, kept: string | undefined) => kept ?? replace(character));
}
