"""Does the works of the benchmarks with ipyparallel or dask.distributed, four engines or workers in
processes of their own.

    peers.py ipyparallel|distributed

Writes "ready" with the names of the works it has; then answers each line "WORK TIMES" of standard input
with "nanos" and how long each run took. Ends with its standard input.
"""
import logging
import subprocess
import sys
import time

ENGINES = 4
PIPELINED = 2000


def integers(count):
    return list(range(count))


def check(condition):
    if not condition:
        raise AssertionError("another result")


def doubles(count):
    import numpy
    return numpy.arange(count, dtype="float64")


def ipyparallel_works(closing):
    import ipyparallel

    cluster = ipyparallel.Cluster(n=ENGINES, log_level=logging.ERROR)
    client = cluster.start_and_connect_sync()
    closing.append(lambda: cluster.stop_cluster_sync())
    client.wait_for_engines(ENGINES)
    view = client[:]
    view.block = True
    one = client[client.ids[0]]
    one.block = True
    unseen = iter(range(1 << 60))
    numbers = integers(10_000)
    sequence = doubles(10_000_000)
    text = "a=5"

    def failing():
        try:
            view.execute("raise ValueError('no')")
        except ipyparallel.CompositeError as error:
            check(len(error.elist) == ENGINES)

    def pipelined():
        results = [one.execute(text, block=False) for _ in range(PIPELINED)]
        for result in results:
            result.get()
        # The client keeps every result, which would slow down what follows.
        client.purge_everything()

    def pushed(target, size):
        values = doubles(size)
        return lambda: target.push({"x": values})

    def pulled(size):
        one.execute("import numpy; p%d = numpy.zeros(%d)" % (size, size))
        return lambda: check(len(one.pull("p%d" % size)) == size)

    def in_a_process():
        program = ("import ipyparallel, sys; client = ipyparallel.Client(cluster_id=sys.argv[1]); "
                   "client[:].execute('print(1)', block=True)")
        subprocess.run([sys.executable, "-c", program, cluster.cluster_id], check=True)

    return {
        "COMMAND_EXEC": in_a_process,
        "CALL_ONE": lambda: one.execute(text),
        "CALL_ALL": lambda: view.execute(text),
        "NEW_TEXT_ONE": lambda: one.execute("a=%d" % next(unseen)),
        "APPLY_ALL": lambda: view.apply(lambda: 5),
        "PUSH_SMALL": lambda: view.push({"a": 5}),
        "PULL_SMALL": lambda: view.pull("a"),
        "ERROR_ALL": failing,
        "PIPELINED_ONE": pipelined,
        "MAP_SMALL": lambda: check(len(view.map_sync(lambda x: x * x, numbers)) == 10_000),
        "PUSH_8": pushed(view, 1_000_000),
        "PUSH_80": pushed(view, 10_000_000),
        "PUSH_400": pushed(view, 50_000_000),
        "PUSH_80_ONE": pushed(one, 10_000_000),
        "PULL_8": pulled(1_000_000),
        "PULL_80": pulled(10_000_000),
        "SCATTER_80": lambda: view.scatter("s", sequence),
        "GATHER_80": lambda: check(len(view.gather("s")) == len(sequence)),
        "PUSH_LIST": lambda: view.push({"l": integers(100_000)}),
        "PUSH_MAP": lambda: view.push({"m": {i: "value %d" % i for i in range(100_000)}}),
    }


def distributed_works(closing):
    import distributed

    cluster = distributed.LocalCluster(
        n_workers=ENGINES, threads_per_worker=1, processes=True, dashboard_address=None)
    client = distributed.Client(cluster)
    closing.extend([client.close, cluster.close])
    client.wait_for_workers(ENGINES)
    workers = list(client.scheduler_info()["workers"])

    def five():
        return 5

    def square(x):
        return x * x

    def fail():
        raise ValueError("no")

    def failing():
        futures = [client.submit(fail, workers=worker, pure=False) for worker in workers]
        for future in futures:
            check(isinstance(future.exception(), ValueError))

    def pushed(size):
        values = doubles(size)

        def push():
            client.scatter([values], broadcast=True, hash=False)
        return push

    def pulled(size):
        import numpy
        kept = client.submit(numpy.zeros, size, workers=workers[0], pure=False)
        distributed.wait([kept])
        return lambda: check(len(client.gather(kept, direct=True)) == size)

    return {
        "CALL_ONE": lambda: client.submit(five, workers=workers[0], pure=False).result(),
        "CALL_ALL": lambda: client.gather(
            [client.submit(five, workers=worker, pure=False) for worker in workers]),
        "ERROR_ALL": failing,
        "PIPELINED_ONE": lambda: client.gather(
            [client.submit(five, workers=workers[0], pure=False) for _ in range(PIPELINED)]),
        "PIPELINED_TURNS": lambda: client.gather(
            [client.submit(five, workers=workers[i % ENGINES], pure=False) for i in range(PIPELINED)]),
        "PUSH_8": pushed(1_000_000),
        "PUSH_80": pushed(10_000_000),
        "PULL_8": pulled(1_000_000),
        "PULL_80": pulled(10_000_000),
    }


def main():
    closing = []
    answers = sys.stdout
    # What the peers print is not to be taken for an answer.
    sys.stdout = sys.stderr
    make = {"ipyparallel": ipyparallel_works, "distributed": distributed_works}[sys.argv[1]]
    works = make(closing)
    print("ready", *works, file=answers, flush=True)
    for line in sys.stdin:
        name, times = line.split()
        run = works[name]
        nanos = []
        for _ in range(int(times)):
            begin = time.perf_counter_ns()
            run()
            nanos.append(time.perf_counter_ns() - begin)
        print("nanos", *nanos, file=answers, flush=True)
    for close in closing:
        close()


if __name__ == "__main__":
    main()
