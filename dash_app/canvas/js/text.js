/* Labels are hostile text: what cannot be seen is made visible, and what reorders its neighbours is isolated. */
(function (canvas) {
  "use strict";

  const NAMES = {
    0x00ad: "SHY",
    0x034f: "CGJ",
    0x061c: "ALM",
    0x115f: "FILL",
    0x1160: "FILL",
    0x180e: "MVS",
    0x200b: "ZWSP",
    0x200c: "ZWNJ",
    0x200d: "ZWJ",
    0x200e: "LRM",
    0x200f: "RLM",
    0x2028: "LINE",
    0x2029: "PARA",
    0x202a: "LRE",
    0x202b: "RLE",
    0x202c: "PDF",
    0x202d: "LRO",
    0x202e: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0x2800: "BLANK",
    0x3164: "FILL",
    0xfeff: "BOM",
    0xffa0: "FILL",
  };
  const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;
  const PLAIN = /^[ -~]*$/;
  const PILE = /(\p{M}{3})(\p{M}{2,})/gu;
  // Joiners are part of the spelling inside these scripts and between pictographs; elsewhere they only hide.
  const SCRIPTS = ["Arab", "Syrc", "Deva", "Beng", "Gujr", "Guru", "Knda", "Mlym", "Sinh", "Taml", "Telu"];
  const joined = SCRIPTS.map((script) => `\\p{sc=${script}}`).join("") + "\\p{Extended_Pictographic}";
  const JOINED_BEFORE = new RegExp(`[${joined}\\p{Emoji_Modifier}\ufe0f]$`, "u");
  const JOINED_AFTER = new RegExp(`^[${joined}]`, "u");
  const LONGEST = 600; // code units looked at from either end: a label of 10 MB costs no more than this
  const segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

  function mark(char, offset, whole) {
    const code = char.codePointAt(0);
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return "\u2421";
    if (code === 0x200c || code === 0x200d) {
      const before = whole.slice(Math.max(0, offset - 2), offset);
      if (JOINED_BEFORE.test(before) && JOINED_AFTER.test(whole.slice(offset + 1, offset + 3))) return char;
    }
    return "\u2039" + (NAMES[code] ?? "U+" + code.toString(16).toUpperCase().padStart(4, "0")) + "\u203a";
  }

  /** The text with control, format and zero-width characters shown as signs, and piled-up accents counted. */
  canvas.visible = function (text) {
    let raw = String(text ?? "");
    if (PLAIN.test(raw) && raw.length <= LONGEST) return raw;
    if (raw.length > 2 * LONGEST) raw = raw.slice(0, LONGEST) + "\u2026" + raw.slice(-LONGEST);
    const marked = raw.replace(UNSEEN, mark);
    return marked.replace(PILE, (_, kept, more) => kept + "\u2039+" + Array.from(more).length + "\u203a");
  };

  const graphemes = (text) => (segmenter ? Array.from(segmenter.segment(text), (s) => s.segment) : Array.from(text));

  /** At most `max` graphemes. Identifiers keep head and tail (`middle`), since both are compared by eye. */
  canvas.shorten = function (text, max, middle) {
    if (text.length <= max) return text;
    const parts = graphemes(text);
    if (parts.length <= max) return text;
    const tail = middle ? Math.floor((max - 1) / 3) : 0;
    const head = max - 1 - tail;
    return parts.slice(0, head).join("").trimEnd() + "\u2026" + (tail ? parts.slice(-tail).join("") : "");
  };

  /** First-strong isolate: the label's own direction, without reach into what stands beside it. */
  canvas.isolated = (text) => (text ? "\u2068" + text + "\u2069" : "");
})(((window.dash_app ??= {}).canvas ??= {}));
