package org.multiengine.core.net;

final class TcpContractTest extends ContractTest {

  TcpContractTest() {
    super(new Kinds.Tcp());
  }
}
