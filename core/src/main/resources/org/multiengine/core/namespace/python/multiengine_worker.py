"""The Python process of an engine of Multiengine.

The process connects to three Unix domain sockets of the engine: one for frames, and one each for
standard output and standard error. A reader thread receives the frames. The main thread performs
the requests one after the other; the reader thread answers questions for names and completions
while a request runs, and interrupts the main thread.

A frame is a header, the lengths of its buffers, a body and the buffers. The body is a pickle that
uses constructors of this module only, so that the other side can read it without Python.

The standard library is sufficient. NumPy is imported when an array arrives, or when the user has
imported it.
"""
import array
import ast
import builtins
import datetime
import decimal
import importlib.util
import inspect
import io
import keyword
import linecache
import marshal
import os
import pickle
import platform
import queue
import re
import signal
import socket
import struct
import sys
import threading
import traceback
import types
import uuid

VERSION = 1
HEADER = struct.Struct("<2sBBIII")
LENGTH = struct.Struct("<Q")
QUESTION = 1
MAX_BODY_BYTES = 1 << 30
MAX_BUFFERS = 1 << 16
MAX_BUFFER_BYTES = (1 << 31) - 64
MAX_DISPLAY_CHARACTERS = 10_000
MAX_ERROR_CHARACTERS = 64 * 1024
MAX_FRAMES = 40
MAX_TEXTS = 1_000
MAX_CAUSES = 5
MAX_COMPLETIONS = 1_000
FLUSH_SECONDS = 0.05
END_SECONDS = 2.0
OUTPUT_BYTES = 8192
PROGRESS_SECONDS = 0.05

MODULE = "multiengine_worker"
CODE_MAGIC = importlib.util.MAGIC_NUMBER


class Refused(Exception):
    """A request that cannot be performed, with the name of the error that the engine reports."""

    def __init__(self, name, message):
        super().__init__(message)
        self.name = name


class ElementFailed(Exception):
    """The failure of a function on one element."""

    def __init__(self, index):
        super().__init__(index)
        self.index = index


class JavaObject:
    """An object of the engine's Java process that Python has no type for."""

    __slots__ = ("_number", "_type", "_text", "_released")

    def __init__(self, number, type_name, text, released):
        self._number = number
        self._type = type_name
        self._text = text
        self._released = released

    def __repr__(self):
        return "<Java " + self._type + ": " + self._text + ">"

    def __del__(self):
        self._released.append(self._number)


# ---------------------------------------------------------------------------------------------
# Values
# ---------------------------------------------------------------------------------------------

NUMPY_TYPES = frozenset(
    ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
)


def numpy_of(purpose):
    try:
        import numpy
    except ImportError:
        raise Refused(
            "SerializationError",
            "cannot receive " + purpose + ": NumPy is not installed for " + sys.executable,
        ) from None
    return numpy


def complex_(real, imaginary):
    return complex(real, imaginary)


def decimal_(text):
    return decimal.Decimal(text)


def datetime_(year, month, day, hour, minute, second, microsecond, offset):
    zone = None if offset is None else datetime.timezone(datetime.timedelta(seconds=offset))
    return datetime.datetime(year, month, day, hour, minute, second, microsecond, zone)


def date_(year, month, day):
    return datetime.date(year, month, day)


def time_(hour, minute, second, microsecond):
    return datetime.time(hour, minute, second, microsecond)


def timedelta_(days, seconds, microseconds):
    return datetime.timedelta(days, seconds, microseconds)


def uuid_(text):
    return uuid.UUID(text)


def frozenset_(items):
    return frozenset(items)


def array_(kind, shape, data):
    numpy = numpy_of("an NDArray")
    return numpy.frombuffer(data, dtype="<" + kind).reshape(shape)


TYPE_CODES = {"i1": "b", "i2": "h", "i4": "i", "i8": "q", "f4": "f", "f8": "d"}
KINDS_OF_CODES = {"b": "i1", "h": "i2", "i": "i4", "q": "i8", "l": "i8", "f": "f4", "d": "f8"}


def vector_(kind, data):
    try:
        import numpy
    except ImportError:
        if kind == "b1":
            return [value != 0 for value in data]
        return array.array(TYPE_CODES[kind], bytes(data))
    return numpy.frombuffer(data, dtype="<" + kind)


def function_(name, magic, code, defaults, keywords, closure):
    if magic != CODE_MAGIC:
        raise Refused(
            "SerializationError",
            "cannot receive the function "
            + name
            + ": it was defined by another version of Python than "
            + platform.python_version(),
        )
    cells = None if closure is None else tuple(types.CellType(value) for value in closure)
    names = Worker.current.names
    function = types.FunctionType(marshal.loads(code), names, name, defaults, cells)
    function.__kwdefaults__ = keywords
    function.__module__ = "__main__"
    return function


def handle_(number, type_name, text):
    return JavaObject(number, type_name, text, Worker.current.gone)


def same_(value):
    return value


CONSTRUCTORS = {
    each.__name__[:-1]: each
    for each in (
        complex_, decimal_, datetime_, date_, time_, timedelta_, uuid_, frozenset_, array_,
        vector_, function_, handle_, same_,
    )
}
for _each in CONSTRUCTORS.values():
    _each.__module__ = MODULE
OWN = frozenset(CONSTRUCTORS.values())

PLAIN = (type(None), bool, int, float, str, bytes, bytearray, list, tuple, dict, set, frozenset)


def _offset(value):
    offset = value.utcoffset()
    if offset is None:
        return None
    if offset.microseconds:
        raise pickle.PicklingError("a time zone with a fraction of a second")
    return offset.days * 86400 + offset.seconds


def _time(value):
    if value.tzinfo is not None:
        raise pickle.PicklingError("a time of day with a time zone")
    return time_, (value.hour, value.minute, value.second, value.microsecond)


def _array(value):
    import numpy

    kind = value.dtype.str[1:]
    if kind not in NUMPY_TYPES:
        raise pickle.PicklingError("an array of type " + str(value.dtype))
    little = value.astype("<" + kind, copy=False)
    flat = numpy.ascontiguousarray(little).reshape(-1).view("u1")
    return array_, (kind, tuple(value.shape), pickle.PickleBuffer(flat))


def _vector(value):
    kind = KINDS_OF_CODES.get(value.typecode)
    if kind is None or value.itemsize != int(kind[1]):
        return same_, (value.tolist(),)
    if sys.byteorder != "little":
        value = array.array(value.typecode, value)
        value.byteswap()
    return vector_, (kind, pickle.PickleBuffer(memoryview(value).cast("B")))


def _function(value):
    closure = value.__closure__
    cells = None if closure is None else tuple(cell.cell_contents for cell in closure)
    code = marshal.dumps(value.__code__)
    return function_, (
        value.__name__, CODE_MAGIC, code, value.__defaults__, value.__kwdefaults__, cells,
    )


REDUCERS = {
    complex: lambda value: (complex_, (value.real, value.imag)),
    decimal.Decimal: lambda value: (decimal_, (str(value),)),
    datetime.datetime: lambda value: (
        datetime_,
        (value.year, value.month, value.day, value.hour, value.minute, value.second,
         value.microsecond, _offset(value)),
    ),
    datetime.date: lambda value: (date_, (value.year, value.month, value.day)),
    datetime.time: _time,
    datetime.timedelta: lambda value: (
        timedelta_, (value.days, value.seconds, value.microseconds),
    ),
    uuid.UUID: lambda value: (uuid_, (str(value),)),
    array.array: _vector,
    memoryview: lambda value: (same_, (bytes(value),)),
    range: lambda value: (same_, (list(value),)),
    types.FunctionType: _function,
    JavaObject: lambda value: (handle_, (value._number, value._type, value._text)),
}

BASES = (bool, int, float, complex, str, bytes, tuple, list, dict, set, frozenset)


def reducer_of(value):
    """Returns the function that reduces a value to a constructor and its arguments, or None."""
    kind = type(value)
    found = REDUCERS.get(kind)
    if found is not None:
        return found
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "generic"):
        if isinstance(value, numpy.ndarray):
            return _array
        if isinstance(value, numpy.generic):
            if value.dtype.kind in "mMOVSU" or value.dtype.itemsize > 16:
                return None
            return lambda scalar: (same_, (scalar.item(),))
    if isinstance(value, type):
        return None
    for base in BASES:
        if isinstance(value, base):
            return lambda derived: (same_, (base(derived),))
    return None


class Writer(pickle.Pickler):
    """Writes values without code: other types than those of the table above are refused."""

    def __init__(self, file, buffers):
        super().__init__(file, protocol=5, buffer_callback=buffers.append)

    def reducer_override(self, value):
        if type(value) is types.FunctionType and value in OWN:
            return NotImplemented
        reduce = reducer_of(value)
        if reduce is None:
            raise pickle.PicklingError("a value of type " + type_name(value))
        return reduce(value)


class Reader(pickle.Unpickler):
    """Reads values that the engine has written."""

    def find_class(self, module, name):
        if module == MODULE and name in CONSTRUCTORS:
            return CONSTRUCTORS[name]
        raise pickle.UnpicklingError("unknown constructor " + module + "." + name)


def dumps(number, value):
    """Returns the body and the buffers of a frame: the number of the request and a value."""
    file = io.BytesIO()
    file.write(LENGTH.pack(number))
    buffers = []
    Writer(file, buffers).dump(value)
    return file.getbuffer(), [each.raw() for each in buffers]


def loads(body, buffers):
    """Returns the value of a frame, without the number of its request."""
    return Reader(io.BytesIO(memoryview(body)[LENGTH.size :]), buffers=buffers).load()


def type_name(value):
    kind = type(value)
    if isinstance(value, type):
        return "type (" + value.__qualname__ + ")"
    if kind.__module__ == "builtins" or kind.__module__ == "__main__":
        return kind.__qualname__
    return kind.__module__ + "." + kind.__qualname__


def parts_of(value, path):
    """Returns the parts of a container with their paths."""
    if isinstance(value, dict):
        for index, (key, element) in enumerate(value.items()):
            yield key, path + ".keys()[" + str(index) + "]"
            yield element, path + "[" + brief(key) + "]"
    elif isinstance(value, (list, tuple)):
        for index, element in enumerate(value):
            yield element, path + "[" + str(index) + "]"
    elif isinstance(value, (set, frozenset)):
        for element in value:
            yield element, path + " (an element of the set)"
    elif isinstance(value, types.FunctionType):
        for name, cell in zip(value.__code__.co_freevars, value.__closure__ or ()):
            yield cell.cell_contents, path + ".<" + name + ">"
        for index, element in enumerate(value.__defaults__ or ()):
            yield element, path + ".__defaults__[" + str(index) + "]"


def brief(key):
    try:
        text = repr(key)
    except Exception:
        text = "..."
    return text if len(text) <= 80 else text[:80] + "..."


def refusal(value, name, problem):
    """Returns the error for a value that cannot be sent; names the part that is refused."""
    if isinstance(problem, RecursionError):
        return Refused("SerializationError", "cannot send '" + name + "': nested too deeply")
    waiting = [(value, name)]
    seen = set()
    while waiting and len(seen) < 1_000_000:
        part, path = waiting.pop(0) if len(waiting) < 1000 else waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if type(part) not in PLAIN:
            reduce = reducer_of(part)
            if reduce is None:
                return Refused(
                    "SerializationError",
                    "cannot send '" + name + "': " + path + " is of type " + type_name(part),
                )
            try:
                if not isinstance(part, BASES):
                    reduce(part)
            except Exception as error:
                return Refused(
                    "SerializationError",
                    "cannot send '" + name + "': " + path + " is " + str(error),
                )
        waiting.extend(parts_of(part, path))
    return Refused("SerializationError", "cannot send '" + name + "': " + str(problem))


# ---------------------------------------------------------------------------------------------
# Output
# ---------------------------------------------------------------------------------------------


class Output(io.TextIOBase):
    """A text stream over a file descriptor. Complete lines are written at once."""

    def __init__(self, descriptor, name):
        super().__init__()
        self._descriptor = descriptor
        self._lock = threading.RLock()
        self._waiting = bytearray()
        self.name = name
        self.mode = "w"
        self.buffer = OutputBytes(self)

    encoding = "utf-8"
    errors = "backslashreplace"
    newlines = None
    line_buffering = True

    def writable(self):
        return True

    def fileno(self):
        return self._descriptor

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        self.write_bytes(text.encode("utf-8", "backslashreplace"))
        return len(text)

    def write_bytes(self, data):
        with self._lock:
            self._waiting += data
            if b"\n" in data or len(self._waiting) >= OUTPUT_BYTES:
                self._write_out()

    def flush(self):
        with self._lock:
            self._write_out()

    def _write_out(self):
        while self._waiting:
            count = os.write(self._descriptor, bytes(self._waiting[: 1 << 16]))
            del self._waiting[:count]

    def close(self):
        self.flush()

    def reconfigure(self, **ignored):
        """Accepts the options of a text file; the encoding remains UTF-8."""

    def forget(self):
        self._lock = threading.RLock()
        self._waiting.clear()


class OutputBytes(io.RawIOBase):
    """The stream of bytes below an output."""

    def __init__(self, output):
        super().__init__()
        self._output = output

    def writable(self):
        return True

    def fileno(self):
        return self._output.fileno()

    def write(self, data):
        content = bytes(data)
        self._output.write_bytes(content)
        return len(content)

    def flush(self):
        self._output.flush()

    def close(self):
        self.flush()


class NoInput(io.TextIOBase):
    """Standard input of an engine, which has no keyboard."""

    MESSAGE = "input is not available on an engine; push the value instead"

    def readable(self):
        return True

    def fileno(self):
        return 0

    def read(self, size=-1):
        raise EOFError(self.MESSAGE)

    def readline(self, size=-1):
        raise EOFError(self.MESSAGE)

    def __iter__(self):
        return self

    def __next__(self):
        raise EOFError(self.MESSAGE)


def no_input(prompt=""):
    raise EOFError("input() is not available on an engine; push the value instead")


def c_library():
    """Returns the C library, or None if ctypes is missing."""
    try:
        import ctypes

        return ctypes.CDLL(None)
    except Exception:
        return None


# ---------------------------------------------------------------------------------------------
# Errors
# ---------------------------------------------------------------------------------------------


def message_of(error):
    try:
        if isinstance(error, SyntaxError):
            text = error.msg or ""
        else:
            text = str(error)
    except Exception as problem:
        return "its message cannot be shown: " + type(problem).__name__
    return text[:MAX_ERROR_CHARACTERS]


def name_of(error):
    kind = type(error)
    if kind.__module__ in ("builtins", "__main__"):
        return kind.__qualname__
    return kind.__module__ + "." + kind.__qualname__


def line_of(source, line):
    return linecache.getline(source, line).rstrip("\n")


def frames_of(error):
    """Returns the calls below the code of this module: source, line, function, text."""
    found = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if frame.f_globals.get("__name__") != MODULE:
            line = line or 0
            found.append((code.co_filename, line, code.co_name, line_of(code.co_filename, line)))
    if isinstance(error, SyntaxError) and error.lineno:
        source = error.filename or "<unknown>"
        text = (error.text or line_of(source, error.lineno)).rstrip("\n")
        found.append((source, error.lineno, "<module>", text))
    if len(found) > MAX_FRAMES:
        half = MAX_FRAMES // 2
        omitted = len(found) - 2 * half
        remark = ("... " + str(omitted) + " calls omitted ...", 0, "", None)
        found = found[:half] + [remark] + found[-half:]
    return found


def traceback_of(error):
    """Returns the calls of an error after those of its causes."""
    chain = [(error, None)]
    seen = {id(error)}
    while len(chain) <= MAX_CAUSES:
        last = chain[-1][0]
        if last.__cause__ is not None:
            cause = last.__cause__
            words = "The above exception was the direct cause of the following exception:"
        elif last.__context__ is not None and not last.__suppress_context__:
            cause = last.__context__
            words = "During handling of the above exception, another exception occurred:"
        else:
            break
        if id(cause) in seen or isinstance(cause, ElementFailed):
            break
        seen.add(id(cause))
        chain.append((cause, words))
    frames = []
    for cause, words in reversed(chain[1:]):
        frames += frames_of(cause)
        message = message_of(cause)
        frames.append((name_of(cause) + (": " + message if message else ""), 0, "", None))
        frames.append((words, 0, "", None))
    return frames + frames_of(error)


def description_of(error):
    """Returns an error as the engine reports it."""
    if isinstance(error, Refused):
        return {"refused": error.name, "message": str(error)}
    index = None
    if isinstance(error, ElementFailed):
        index = error.index
        error = error.__cause__
        if isinstance(error, Refused):
            return {"refused": error.name, "message": str(error), "index": index}
    return {
        "name": name_of(error),
        "message": message_of(error),
        "frames": traceback_of(error),
        "interrupted": isinstance(error, KeyboardInterrupt),
        "index": index,
    }


# ---------------------------------------------------------------------------------------------
# Requests
# ---------------------------------------------------------------------------------------------


class Worker:
    """The namespace, and the threads that serve it."""

    current = None

    def __init__(self, frames, out, err):
        Worker.current = self
        self.frames = frames
        self.sending = threading.Lock()
        self.requests = queue.SimpleQueue()
        self.module = types.ModuleType("__main__")
        self.names = self.module.__dict__
        self.initial = {}
        self.functions = {}
        self.function_count = 0
        self.texts = []
        self.gone = []
        self.library = c_library()
        self.state = threading.Lock()
        self.running = 0
        self.interrupt_of = 0
        self.interruptible = False
        self.busy = threading.Event()
        self.out = Output(1, "<stdout>")
        self.err = Output(2, "<stderr>")
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        out.close()
        err.close()
        self.prepare()

    def prepare(self):
        self.names["__builtins__"] = builtins
        self.initial = dict(self.names)
        sys.modules["__main__"] = self.module
        sys.stdout = sys.__stdout__ = self.out
        sys.stderr = sys.__stderr__ = self.err
        sys.stdin = sys.__stdin__ = NoInput()
        sys.argv = [""]
        builtins.input = no_input
        os.environ.setdefault("MPLBACKEND", "Agg")
        signal.signal(signal.SIGINT, self.on_interrupt)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.forked)
        try:
            import faulthandler

            faulthandler.enable(2)
        except Exception:
            pass

    def forked(self):
        """Leaves the engine's sockets to the parent of a new process."""
        self.frames.close()
        self.out.forget()
        self.err.forget()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    # Frames

    def send(self, body, buffers=(), flags=0):
        if len(body) > MAX_BODY_BYTES or len(buffers) > MAX_BUFFERS:
            raise Refused("SerializationError", "the value is too large to be sent at once")
        for each in buffers:
            if len(each) > MAX_BUFFER_BYTES:
                raise Refused("SerializationError", "an array of more than 2 GB cannot be sent")
        head = HEADER.pack(b"ME", VERSION, flags, len(body), len(buffers), 0)
        head += b"".join(LENGTH.pack(len(each)) for each in buffers)
        with self.sending:
            if len(body) < 1 << 16:
                self.frames.sendall(head + body)
            else:
                self.frames.sendall(head)
                self.frames.sendall(body)
            for each in buffers:
                self.frames.sendall(each)

    def receive_exactly(self, target):
        view = memoryview(target)
        done = 0
        while done < len(view):
            count = self.frames.recv_into(view[done:], min(len(view) - done, 1 << 24))
            if count == 0:
                raise EOFError
            done += count
        return target

    def receive(self):
        """Returns the flags, the body and the buffers of the next frame."""
        head = self.receive_exactly(bytearray(HEADER.size))
        magic, version, flags, size, count, _ = HEADER.unpack(head)
        if magic != b"ME" or version != VERSION:
            raise EOFError
        if size > MAX_BODY_BYTES or count > MAX_BUFFERS:
            raise EOFError
        lengths = self.receive_exactly(bytearray(LENGTH.size * count))
        body = self.receive_exactly(bytearray(size))
        buffers = []
        for (length,) in LENGTH.iter_unpack(lengths):
            if length > MAX_BUFFER_BYTES:
                raise EOFError
            buffers.append(self.receive_exactly(self.new_buffer(length)))
        return flags, body, buffers

    @staticmethod
    def new_buffer(length):
        numpy = sys.modules.get("numpy")
        if length > 1 << 16 and numpy is not None and hasattr(numpy, "empty"):
            return numpy.empty(length, "u1")
        return bytearray(length)

    def read(self):
        """Receives frames until the engine closes the connection."""
        try:
            while True:
                flags, body, buffers = self.receive()
                if flags & QUESTION:
                    self.answer(LENGTH.unpack_from(body)[0], *loads(body, buffers))
                else:
                    self.requests.put((body, buffers))
                body = buffers = None
        except (EOFError, OSError):
            self.end()

    def end(self):
        """Ends the process, after its exit handlers have had a moment."""
        self.requests.put(None)
        with self.state:
            self.interrupt_of = self.running
        self.wake()
        threading.Event().wait(END_SECONDS)
        os._exit(0)

    # Questions, on the reader thread

    def answer(self, number, kind, *arguments):
        if kind == "interrupt":
            self.interrupt(number)
            return
        try:
            if kind == "names":
                reply = ("ok", self.known_names(), ())
            else:
                reply = ("ok", self.completions(*arguments), ())
        except Exception as error:
            reply = ("error", description_of(error))
        body, buffers = dumps(number, reply)
        self.send(body, buffers, QUESTION)

    def known_names(self):
        return [name for name in list(self.names) if name not in self.initial]

    def interrupt(self, number):
        with self.state:
            if number < self.running:
                return
            self.interrupt_of = number
        self.wake()

    @staticmethod
    def wake():
        try:
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        except Exception:
            pass

    def on_interrupt(self, number, frame):
        """Interrupts a request that the engine has named; other signals are ignored."""
        if self.interruptible and self.interrupt_of == self.running:
            self.interrupt_of = 0
            raise KeyboardInterrupt

    def completions(self, text):
        path = re.search(r"(?:^|[^\w.])((?:\w+\.)*)(\w*)$", text)
        if path is None:
            return []
        word = path.group(2)
        if not path.group(1):
            known = set(self.known_names()) | set(dir(builtins)) | set(keyword.kwlist)
        else:
            known = self.members(path.group(1)[:-1].split("."))
        chosen = sorted(name for name in known if name.startswith(word))
        if not word:
            chosen = [name for name in chosen if not name.startswith("_")] or chosen
        return chosen[:MAX_COMPLETIONS]

    def members(self, path):
        """Returns the members of the object of a path, without running its properties."""
        names = dict(self.names)
        if path[0] in names:
            value = names[path[0]]
        elif hasattr(builtins, path[0]):
            value = getattr(builtins, path[0])
        else:
            return set()
        for name in path[1:]:
            try:
                value = inspect.getattr_static(value, name)
            except AttributeError:
                return set()
            if isinstance(value, (property, types.MemberDescriptorType)):
                return set()
            if isinstance(value, (staticmethod, classmethod)):
                value = value.__func__
        return {name for name in dir(value) if isinstance(name, str)}

    # Requests, on the main thread

    def serve(self):
        while True:
            request = self.requests.get()
            if request is None:
                return
            number, reply = self.perform(*request)
            request = None
            try:
                self.send(*reply)
            except Refused as refused:
                self.send(*dumps(number, ("error", description_of(refused))))
            reply = None

    def perform(self, body, buffers):
        self.subject = (None, "value")
        number = 0
        try:
            number, reply = self.attempt(body, buffers)
        except BaseException as error:
            self.interruptible = False
            number = self.running
            problem = error
            if isinstance(error, (pickle.PicklingError, RecursionError)) and self.subject[0] is not None:
                problem = refusal(*self.subject, error)
            description = description_of(problem)
            error.__traceback__ = None
            reply = dumps(number, ("error", description))
        self.subject = (None, "value")
        self.busy.clear()
        self.flush()
        return number, reply

    def attempt(self, body, buffers):
        try:
            kind, number, arguments, released = self.begin(body, buffers)
            for each in released:
                self.functions.pop(each, None)
            self.interruptible = True
            with self.state:
                early = self.interrupt_of == number
            if early:
                self.interrupt_of = 0
                raise KeyboardInterrupt
            result = getattr(self, "do_" + kind)(*arguments)
            gone = tuple(self.gone)
            del self.gone[: len(gone)]
            reply = dumps(number, ("ok", result, gone))
            self.interruptible = False
            return number, reply
        finally:
            self.interruptible = False

    def begin(self, body, buffers):
        """Returns the kind, the number and the arguments of a request."""
        with self.state:
            self.running = LENGTH.unpack_from(body)[0]
        self.busy.set()
        kind, arguments, released = loads(body, buffers)
        return kind, self.running, arguments, released

    def flush(self):
        for stream in (sys.stdout, sys.stderr, self.out, self.err):
            try:
                stream.flush()
            except BaseException:
                pass
        if self.library is not None:
            try:
                self.library.fflush(None)
            except Exception:
                pass

    def flush_regularly(self):
        while True:
            self.busy.wait()
            threading.Event().wait(FLUSH_SECONDS)
            for stream in (self.out, self.err):
                try:
                    stream.flush()
                except Exception:
                    pass

    def remember(self, text, source):
        """Keeps a text for tracebacks and for inspect.getsource."""
        linecache.cache[source] = (len(text), None, text.splitlines(True), source)
        if source in self.texts:
            self.texts.remove(source)
        self.texts.append(source)
        while len(self.texts) > MAX_TEXTS:
            linecache.cache.pop(self.texts.pop(0), None)

    def compiled(self, text, source):
        """Returns the statements of a text and its last expression, either of which may be None."""
        self.remember(text, source)
        tree = ast.parse(text, source)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = compile(ast.Expression(tree.body.pop().value), source, "eval")
        statements = compile(tree, source, "exec") if tree.body else None
        return statements, last

    def do_evaluate(self, text, source):
        statements, last = self.compiled(text, source)
        if statements is not None:
            exec(statements, self.names)
        value = None if last is None else eval(last, self.names)
        if value is None or text.rstrip().endswith(";"):
            return None
        return self.display(value)

    @staticmethod
    def display(value):
        try:
            text = repr(value)
        except Exception as error:
            text = "<" + type(value).__name__ + " that cannot be shown: " + name_of(error) + ">"
        if len(text) > MAX_DISPLAY_CHARACTERS:
            text = text[:MAX_DISPLAY_CHARACTERS] + "\u2026"
        return text

    def do_display(self, value):
        return self.display(value)

    def do_get(self, name):
        if name not in self.names:
            raise Refused("NameError", "name '" + name + "' is not defined")
        value = self.names[name]
        self.subject = (value, name)
        return value

    def do_put(self, name, value):
        self.names[name] = value

    def do_remove(self, name):
        if name not in self.names:
            raise Refused("NameError", "name '" + name + "' is not defined")
        del self.names[name]

    def do_reset(self):
        self.names.clear()
        self.names.update(self.initial)
        self.functions.clear()
        for source in self.texts:
            linecache.cache.pop(source, None)
        self.texts.clear()
        signal.signal(signal.SIGINT, self.on_interrupt)

    def do_function(self, expression, source):
        text = expression.strip()
        self.remember(text, source)
        tree = ast.parse(text, source)
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.FunctionDef):
            exec(compile(tree, source, "exec"), self.names)
            value = self.names[last.name]
        elif len(tree.body) == 1 and isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), source, "eval"), self.names)
        else:
            value = None
        return self.callable(value, expression)

    def do_load(self, function, label):
        return self.callable(function, label)

    def callable(self, value, label):
        if not callable(value):
            raise Refused("KernelError", label + " is not a function: " + self.display(value))
        self.function_count += 1
        self.functions[self.function_count] = value
        return self.function_count

    def do_call(self, number, arguments):
        value = self.functions[number](*arguments)
        self.subject = (value, "the result")
        return value

    def do_map(self, number, sequences):
        """Calls a function on the elements of sequences, and reports progress."""
        function = self.functions[number]
        request = self.running
        results = []
        due = 0.0
        for index, arguments in enumerate(zip(*sequences)):
            try:
                results.append(function(*arguments))
            except BaseException as error:
                raise ElementFailed(index) from error
            now = monotonic()
            if now >= due:
                due = now + PROGRESS_SECONDS
                self.send(*dumps(request, ("progress", index + 1)), QUESTION)
        self.subject = (results, "the results")
        return results


def monotonic():
    import time

    return time.monotonic()


def limit_memory(limit):
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def end_with_parent():
    """Asks the kernel of Linux to end this process with the engine's."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
    except Exception:
        pass


def connect(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    return connection


def main(path, memory):
    end_with_parent()
    limit_memory(int(memory))
    frames, out, err = connect(path), connect(path), connect(path)
    worker = Worker(frames, out, err)
    hello = {
        "version": platform.python_version(),
        "implementation": platform.python_implementation(),
        "executable": sys.executable,
        "pid": os.getpid(),
    }
    worker.send(*dumps(0, ("hello", hello)))
    threading.Thread(target=worker.read, name="multiengine-reader", daemon=True).start()
    threading.Thread(target=worker.flush_regularly, name="multiengine-output", daemon=True).start()
    worker.serve()
    worker.flush()
