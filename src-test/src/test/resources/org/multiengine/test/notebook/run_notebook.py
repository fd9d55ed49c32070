# Executes a notebook with nbclient and compares the outputs with those that it contains. With
# --update, writes them into the notebook.
import sys

import nbformat
from nbclient import NotebookClient


def plain(output):
    """Returns what matters of an output."""
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return output.ename
    return sorted(output.data), output.data.get("text/plain", "")


def is_empty(output):
    """Returns whether an output is a progress bar that has been removed."""
    return output.output_type == "display_data" and not output.data.get("text/plain", "")


def shown(cell):
    return [plain(output) for output in cell.get("outputs", []) if not is_empty(output)]


kernel, path = sys.argv[1:3]
notebook = nbformat.read(path, as_version=4)
expected = [shown(cell) for cell in notebook.cells]
NotebookClient(notebook, timeout=120, kernel_name=kernel).execute()
notebook.metadata = {
    "kernelspec": {"display_name": "Multiengine", "language": "groovy", "name": "multiengine"},
    "language_info": {"name": "groovy"},
}
for cell in notebook.cells:
    cell.metadata = {}
    if cell.cell_type == "code":
        cell.outputs = [output for output in cell.outputs if not is_empty(output)]
if "--update" in sys.argv:
    nbformat.write(notebook, path)
    expected = [shown(cell) for cell in notebook.cells]
for number, (cell, before) in enumerate(zip(notebook.cells, expected)):
    if shown(cell) != before:
        sys.exit("cell %d:\n%s\nexpected %s\nbut shows %s" % (number, cell.source, before, shown(cell)))
print("done: %d cells" % len(notebook.cells))
