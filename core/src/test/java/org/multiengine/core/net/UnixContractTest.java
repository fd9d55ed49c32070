package org.multiengine.core.net;

final class UnixContractTest extends ContractTest {

  UnixContractTest() {
    super(new Kinds.Unix());
  }
}
