package org.multiengine.core.net;

final class TlsContractTest extends ContractTest {

  TlsContractTest() {
    super(new Kinds.Tls());
  }
}
