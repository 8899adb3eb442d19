/* Every word the canvas shows or speaks, in English; the `words` prop of the component replaces any of them. */
(function (canvas) {
  "use strict";

  const ENGLISH = {
    "kind.ad": "Advert",
    "kind.account": "Account",
    "kind.phone": "Phone",
    "kind.wallet": "Wallet",
    "kind.email": "E-mail",
    "kind.url": "Web address",
    "kind.image": "Picture",
    "kind.template": "Text template",
    "kind.actor": "Actor",
    "kind.network": "Network",
    "kind.other": "Other",
    "edge.fact": "Fact: seen in a record",
    "edge.assessment": "Assessment: a named person's",
    "edge.inference": "Inference: an algorithm's",
    "mark.protected": "Protected",
    "mark.hub": "Shared by many",
    "mark.pinned": "Pinned",
    "mark.group": "Group: several drawn as one",
    "mark.more": "Not brought in yet",
    "status.new": "Newly added",
    "status.review": "Waiting for review",
    "count.records": "{n} records",
    "count.record": "1 record",
    "count.links": "{n} links",
    "count.link": "1 link",
    "label.canvas": "Network graph",
    "label.legend": "Legend",
    "label.zoomIn": "Zoom in",
    "label.zoomOut": "Zoom out",
    "label.fit": "Fit everything",
    "label.map": "Show or hide the overview",
    "label.help":
      "Arrow keys move between neighbours, Enter expands, Space selects, Delete hides, F fits, plus and minus zoom, " +
      "Escape clears.",
    "label.empty": "Nothing is drawn yet",
    "picture.made": "Drawn {time}",
  };

  /** Words of one canvas: `say("count.records", {n: 3})`. */
  canvas.speaker = function (own) {
    const words = Object.assign({}, ENGLISH, own);
    const say = (key, values) =>
      String(words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) =>
        values && name in values ? values[name] : whole,
      );
    say.count = (what, n) => (n === 1 ? say("count." + what) : say("count." + what + "s", { n }));
    return say;
  };
})(((window.dash_app ??= {}).canvas ??= {}));
