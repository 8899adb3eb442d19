/* Light a path and dim the rest; a glance on hover. Ids only: no element travels for it. */
(function (canvas) {
  "use strict";

  const GLANCE = 60; // neighbours lit on hover; more would tell nothing and cost a redraw of all of them

  /** Lights `keys` and dims everything else; an empty list clears both. Touches only what changes. */
  canvas.highlight = function (cy, keys) {
    const lit = canvas.pick(cy, keys);
    const on = lit.nonempty();
    cy.batch(() => {
      cy.elements(".gc-lit").not(lit).removeClass("gc-lit");
      lit.removeClass("gc-dim").addClass("gc-lit");
      if (on) cy.elements().not(lit).not(".gc-dim").addClass("gc-dim");
      else cy.elements(".gc-dim").removeClass("gc-dim");
    });
    cy.scratch("gc-dimming", on);
  };

  /** Lights a node and its lines while the pointer rests on it; null ends it. */
  canvas.glance = function (cy, node) {
    cy.batch(() => {
      cy.elements(".gc-near").removeClass("gc-near");
      if (!node) return;
      const lines = node.isNode() ? node.connectedEdges() : node;
      node.addClass("gc-near");
      if (lines.length <= GLANCE) lines.addClass("gc-near");
    });
  };
})(((window.dash_app ??= {}).canvas ??= {}));
