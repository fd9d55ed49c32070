package org.multiengine.core.namespace.python.pickle;

/** The instructions of pickles, protocol 5, that are used here. */
final class Opcode {

  static final int PROTO = 0x80;
  static final int FRAME = 0x95;
  static final int STOP = '.';
  static final int NONE = 'N';
  static final int NEW_TRUE = 0x88;
  static final int NEW_FALSE = 0x89;
  static final int BIN_INT = 'J';
  static final int BIN_INT1 = 'K';
  static final int BIN_INT2 = 'M';
  static final int LONG1 = 0x8a;
  static final int LONG4 = 0x8b;
  static final int BIN_FLOAT = 'G';
  static final int SHORT_BIN_UNICODE = 0x8c;
  static final int BIN_UNICODE = 'X';
  static final int BIN_UNICODE8 = 0x8d;
  static final int SHORT_BIN_BYTES = 'C';
  static final int BIN_BYTES = 'B';
  static final int BIN_BYTES8 = 0x8e;
  static final int BYTE_ARRAY8 = 0x96;
  static final int EMPTY_LIST = ']';
  static final int APPEND = 'a';
  static final int APPENDS = 'e';
  static final int MARK = '(';
  static final int EMPTY_TUPLE = ')';
  static final int TUPLE1 = 0x85;
  static final int TUPLE2 = 0x86;
  static final int TUPLE3 = 0x87;
  static final int TUPLE = 't';
  static final int EMPTY_DICT = '}';
  static final int SET_ITEM = 's';
  static final int SET_ITEMS = 'u';
  static final int EMPTY_SET = 0x8f;
  static final int ADD_ITEMS = 0x90;
  static final int FROZEN_SET = 0x91;
  static final int MEMOIZE = 0x94;
  static final int BIN_GET = 'h';
  static final int LONG_BIN_GET = 'j';
  static final int STACK_GLOBAL = 0x93;
  static final int REDUCE = 'R';
  static final int NEXT_BUFFER = 0x97;
  static final int READ_ONLY_BUFFER = 0x98;
  static final int POP = '0';
  static final int POP_MARK = '1';

  private Opcode() {}
}
