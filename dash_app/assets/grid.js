/* Cells of the tables. They build elements and set text; nothing in a cell is parsed. */
(function () {
  "use strict";

  /* Arrows go from cell to cell; Tab leaves the table, however many rows it has. */
  (window.dashAgGridFunctions ??= {}).leaveTable = () => false;

  const components = (window.dashAgGridComponentFunctions ??= {});
  const h = (...args) => window.React.createElement(...args);

  components.Named = ({ data, value }) =>
    h("span", { className: "named" },
      h("span", { className: `kind kind-${data.glyph}`, "aria-hidden": true }, h("span", { className: `icon icon-${data.glyph}` })),
      h("bdi", null, value));

  components.NoRows = ({ hint }) => h("p", { className: "hint" }, hint);

  components.Level = ({ data, value }) =>
    h("span", { className: `level level-${value}`, title: data.told }, h("span", { className: "bars", "aria-hidden": true }), data.told);
})();
