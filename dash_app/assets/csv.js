/* Tables as files: exactly the rows and columns that a table shows, filtered and sorted as it is. No cell begins like a
   formula, and every row carries the marking of the case. */
(function () {
  "use strict";

  const dc = (window.dash_clientside ??= {});
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const number = typeof value === "number";
    return quoted(!number && /^[=+\-@\t\r']/.test(text) ? `'${text}` : text);
  };

  function save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const functions = {
    saveText(_clicks, file) {
      if (file) save(file.name, file.text);
    },
    saveGrid(_clicks, id, marking) {
      const api = window.dash_ag_grid?.getApi(id);
      if (!api) return;
      const columns = api.getAllDisplayedColumns().filter((column) => column.getColDef().field);
      const lines = [[...columns.map((column) => cell(column.getColDef().headerName)), cell("Marking")].join(",")];
      api.forEachNodeAfterFilterAndSort((row) => {
        const values = columns.map((column) => {
          const field = column.getColDef().field;
          return cell(field === "level" ? row.data.told : row.data[field]);
        });
        lines.push([...values, cell(marking)].join(","));
      });
      save(`${id}.csv`, `${lines.join("\r\n")}\r\n`);
    },
  };
  dc.graphsvc = Object.assign(dc.graphsvc || {}, functions);
})();
