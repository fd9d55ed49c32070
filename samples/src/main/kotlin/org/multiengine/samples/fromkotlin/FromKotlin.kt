package org.multiengine.samples.fromkotlin

import org.multiengine.client.MultiEngineClient
import org.multiengine.samples.Options

/** A class of this program. Engines do not have the class until it is sent to them. */
data class Circle(val radius: Double, val area: Double)

/** Maps lambdas of Kotlin over engines. The engines get Kotlin's library from this program, too. */
fun main(args: Array<String>) {
    Options.of(args).startProcesses(2).use { cluster ->
        cluster.connect().use { mec -> run(mec) }
    }
}

fun run(mec: MultiEngineClient) {
    val scale = 10
    println(mec.map({ x: Int -> x * scale }, (1..4).toList()))
    println(mec.map({ r: Double -> Circle(r, Math.PI * r * r) }, listOf(1.0, 2.0)))
    println(mec.map({ x: Int, y: Int -> x + y }, listOf(1, 2, 3), listOf(10, 20, 30)))

    mec.push(mapOf("a" to 5))
    println(mec.apply<Int> { engine -> engine.id() + engine.get("a", Int::class.javaObjectType) })

    // Functions of Kotlin's library run on the engines, too.
    println(mec.map({ text: String -> text.split(" ").groupingBy { it.length }.eachCount() },
        listOf("to be or not", "that is the question")))
}
