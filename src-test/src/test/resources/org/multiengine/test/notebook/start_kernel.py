# Starts a kernel whose engines are child processes, prints its process id and waits to be killed.
import sys

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=60)
shown = []
client.execute_interactive(
    "%cluster start -n 2",
    timeout=120,
    allow_stdin=False,
    output_hook=lambda message: shown.append(str(message["content"])),
)
client.execute_interactive(
    "println 'pid ' + ProcessHandle.current().pid();"
    " mec.engines().each { println 'pid ' + it.stats().pid() }",
    timeout=60,
    allow_stdin=False,
    output_hook=lambda message: print(message["content"].get("text", ""), end="", flush=True),
)
print("".join(shown), file=sys.stderr)
print("ready", flush=True)
sys.stdin.read()
