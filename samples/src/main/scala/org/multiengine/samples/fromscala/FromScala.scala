package org.multiengine.samples.fromscala

import java.lang.Math.PI
import org.multiengine.client.MultiEngineClient
import org.multiengine.samples.Options
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** A class of this program. Engines do not have the class until it is sent to them. */
case class Circle(radius: Double, area: Double)

/** Maps lambdas of Scala over engines. The engines get Scala's library from this program, too. */
object FromScala:

  def main(args: Array[String]): Unit =
    Using.resource(Options.of(args).startProcesses(2)): cluster =>
      Using.resource(cluster.connect())(run)

  def run(mec: MultiEngineClient): Unit =
    val scale = 10
    println(mec.map((x: Int) => x * scale, (1 to 4).asJava))
    println(mec.map((r: Double) => Circle(r, PI * r * r), List(1.0, 2.0).asJava))
    println(mec.map((x: Int, y: Int) => x + y, List(1, 2, 3).asJava, List(10, 20, 30).asJava))

    mec.push(java.util.Map.of("a", 5))
    println(mec.apply(engine => engine.id + engine.get("a", classOf[Integer])))
