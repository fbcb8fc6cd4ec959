/** Chromium's own log lines, as older and newer versions write them, e.g. `[42:1128/101500.123:ERROR:bus.cc(407)] …`. */
const chromium =
  /^\[\d+(?::\d+)?:\d{4}\/\d{6}\.\d+:(?:VERBOSE\d*|INFO|WARNING|ERROR|FATAL):[^\s\]]+(?:\(\d+\))?\]/u;
/** Lines that GTK, GLib, Mesa and video drivers print in the terminal of any program that uses them. */
const libraries =
  /^\(\S+:\d+\): [\w-]+-(?:WARNING|CRITICAL|Message) \*\*|^(?:Gtk|Gdk|GLib|dconf)\S*-(?:Message|WARNING|CRITICAL)|^(?:libva|MESA|libEGL|pci id for fd|DRI driver)\b/u;
const frames =
  /^(?:#\d+ 0x|\[end of stack trace\]|Received signal \d+|\[\d{4}\/\d{6}\.\d+:(?:ERROR|FATAL):)/u;
const kept = 40;

/** Returns whether a line is the engine's own and says nothing to the person who started the app. */
export const isEngineNoise = (line) => chromium.test(line) || libraries.test(line) || frames.test(line);

/**
 * Splits what Electron prints: the app's lines go to `show`, the engine's are withheld. Returns `read` for each piece
 * of text, `end`, and `withheld` for the last 40 of the engine's lines, to be shown if Electron fails.
 */
export function electronOutput(show) {
  let rest = '';
  const withheld = [];
  const line = (text) => {
    if (!isEngineNoise(text)) {
      show(text);
      return;
    }
    withheld.push(text);
    if (withheld.length > kept) withheld.shift();
  };
  return {
    read: (text) => {
      const lines = (rest + text).split(/\r?\n/u);
      rest = lines.pop() ?? '';
      for (const text of lines) line(text);
    },
    end: () => {
      if (rest !== '') line(rest);
      rest = '';
    },
    withheld,
  };
}
