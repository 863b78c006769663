// SPDX-License-Identifier: GPL-3.0-or-later

// The work of bench/concurrency in Go: peer WORK [NUMBER..] prints lines "R metric value".
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

func report(metric string, value float64) { fmt.Println("R", metric, value) }

func number(at, otherwise int) int {
	if at < len(os.Args) {
		if n, err := strconv.Atoi(os.Args[at]); err == nil {
			return n
		}
	}
	return otherwise
}

func must(fine bool) {
	if !fine {
		fmt.Println("wrong answer")
		os.Exit(1)
	}
}

func resident() float64 {
	text, _ := os.ReadFile("/proc/self/statm")
	pages, _ := strconv.ParseFloat(strings.Fields(string(text))[1], 64)
	return pages * float64(os.Getpagesize())
}

func processor() time.Duration {
	var use syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &use)
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// per reports the nanoseconds since start for each of n.
func per(metric string, start time.Time, n int) {
	report(metric, float64(time.Since(start))/float64(n))
}

func lateness(late []time.Duration) {
	sort.Slice(late, func(i, j int) bool { return late[i] < late[j] })
	at := func(q float64) float64 { return float64(late[int(q*float64(len(late)-1))]) / 1e3 }
	report("p50_us", at(0.5))
	report("p99_us", at(0.99))
	report("least_us", at(0))
}

func plain(n int) int {
	if n < 2 {
		return n
	}
	return plain(n-1) + plain(n-2)
}

func forked(n int) int {
	if n < 2 {
		return n
	}
	var left int
	var join sync.WaitGroup
	join.Add(1)
	go func() {
		defer join.Done()
		left = forked(n - 1)
	}()
	right := forked(n - 2)
	join.Wait()
	return left + right
}

func fib() {
	n := number(2, 25)
	start := time.Now()
	answer := forked(n)
	per("ns_task", start, plain(n+1)-1)
	must(answer == plain(n))
}

func bag() {
	n := number(2, 200000)
	values := make([]int, n)
	var all sync.WaitGroup
	all.Add(n)
	start := time.Now()
	for i := range values {
		go func(i int) {
			values[i] = 3*i + 1
			all.Done()
		}(i)
	}
	all.Wait()
	per("ns_task", start, n)
	must(values[n-1] == 3*n-2)
}

func future() {
	n, sum := number(2, 200000), 0
	start := time.Now()
	for i := 0; i < n; i++ {
		answer := make(chan int, 1)
		go func(i int) { answer <- i }(i)
		sum += <-answer
	}
	per("ns_op", start, n)
	must(sum == n*(n-1)/2)
}

// channel PRODUCERS CONSUMERS ROOM MESSAGES
func channel() {
	producers, consumers, room, n := number(2, 1), number(3, 1), number(4, 0), number(5, 200000)
	each := n / producers
	values, sums := make(chan int, room), make(chan int)
	var producing sync.WaitGroup
	producing.Add(producers)
	start := time.Now()
	for p := 0; p < producers; p++ {
		go func() {
			for k := 1; k <= each; k++ {
				values <- k
			}
			producing.Done()
		}()
	}
	for c := 0; c < consumers; c++ {
		go func() {
			sum := 0
			for v := range values {
				sum += v
			}
			sums <- sum
		}()
	}
	producing.Wait()
	close(values)
	total := 0
	for c := 0; c < consumers; c++ {
		total += <-sums
	}
	per("ns_op", start, n)
	must(total == producers*each*(each+1)/2)
}

func pingpong() {
	n := number(2, 200000)
	there, back := make(chan int), make(chan int)
	go func() {
		for v := range there {
			back <- v + 1
		}
	}()
	v := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		there <- v
		v = <-back
	}
	per("ns_op", start, n)
	must(v == n)
}

// choice ROOM MESSAGES: one reader of four channels
func choice() {
	room, n := number(2, 0), number(3, 200000)
	var from [4]chan int
	start := time.Now()
	for i := range from {
		from[i] = make(chan int, room)
		go func(to chan<- int) {
			for k := 1; k <= n/4; k++ {
				to <- k
			}
		}(from[i])
	}
	sum := 0
	for i := 0; i < n/4*4; i++ {
		var v int
		select {
		case v = <-from[0]:
		case v = <-from[1]:
		case v = <-from[2]:
		case v = <-from[3]:
		}
		sum += v
	}
	per("ns_op", start, n)
	must(sum == n/4*(n/4+1)/2*4)
}

func lock() {
	holders, n := 2, number(2, 1000000)
	var guard sync.Mutex
	var all sync.WaitGroup
	count := 0
	all.Add(holders)
	start := time.Now()
	for h := 0; h < holders; h++ {
		go func() {
			for i := 0; i < n/holders; i++ {
				guard.Lock()
				count++
				guard.Unlock()
			}
			all.Done()
		}()
	}
	all.Wait()
	per("ns_op", start, n)
	must(count == n/holders*holders)
}

func create() {
	n := number(2, 100000)
	gate := make(chan struct{})
	var all sync.WaitGroup
	all.Add(n)
	runtime.GC()
	before, start := resident(), time.Now()
	for i := 0; i < n; i++ {
		go func() {
			<-gate
			all.Done()
		}()
	}
	for runtime.NumGoroutine() <= n {
		runtime.Gosched()
	}
	per("ns_create", start, n)
	time.Sleep(50 * time.Millisecond)
	report("bytes_task", (resident()-before)/float64(n))
	start = time.Now()
	close(gate)
	all.Wait()
	per("ns_release", start, n)
}

func net(to chan<- int, first, size int) {
	if size == 1 {
		to <- first
		return
	}
	part, sum := make(chan int), 0
	for i := 0; i < 10; i++ {
		go net(part, first+i*size/10, size/10)
	}
	for i := 0; i < 10; i++ {
		sum += <-part
	}
	to <- sum
}

func skynet() {
	n := number(2, 100000)
	root := make(chan int)
	start := time.Now()
	go net(root, 0, n)
	sum := <-root
	per("ns_task", start, (10*n-1)/9)
	report("rss_mb", resident()/1e6)
	must(sum == n*(n-1)/2)
}

func ring() {
	const size = 503
	hops := number(2, 200000)
	ends, finished := make([]chan int, size), make(chan int)
	for i := range ends {
		ends[i] = make(chan int)
	}
	for i := range ends {
		go func(i int) {
			for left := range ends[i] {
				if left == 0 {
					finished <- i
					return
				}
				ends[(i+1)%size] <- left - 1
			}
		}(i)
	}
	start := time.Now()
	ends[0] <- hops
	last := <-finished
	per("ns_op", start, hops)
	must(last == hops%size)
}

func payload() {
	size, n := number(2, 1000), number(3, 100000)
	lists, body, count := make(chan []int, 1000), make([]int, size), 0
	start := time.Now()
	go func() {
		for i := 0; i < n; i++ {
			lists <- body
		}
		close(lists)
	}()
	for list := range lists {
		count += len(list)
	}
	per("ns_op", start, n)
	must(count == size*n)
}

func sleeps() {
	n := number(2, 100000)
	late := make([]time.Duration, n)
	var all sync.WaitGroup
	all.Add(n)
	used := processor()
	for i := 0; i < n; i++ {
		go func(i int) {
			length := time.Duration(100+i*7919%1000) * time.Millisecond
			start := time.Now()
			time.Sleep(length)
			late[i] = time.Since(start) - length
			all.Done()
		}(i)
	}
	all.Wait()
	report("cpu_ms", float64(processor()-used)/1e6)
	lateness(late)
}

func timers() {
	n := number(2, 200000)
	var window [1000]*time.Timer
	start := time.Now()
	for i := 0; i < n; i++ {
		slot := &window[i%len(window)]
		if *slot != nil {
			must((*slot).Stop())
		}
		*slot = time.AfterFunc(time.Duration(10000+i*7919%1000)*time.Millisecond, func() {})
	}
	per("ns_op", start, n)
}

func loaded() {
	n := number(2, 200)
	for i := 0; i < runtime.GOMAXPROCS(0); i++ {
		go func() {
			for x := 0; ; x++ {
			}
		}()
	}
	late := make([]time.Duration, n)
	for i := range late {
		start := time.Now()
		time.Sleep(time.Millisecond)
		late[i] = time.Since(start) - time.Millisecond
	}
	lateness(late)
}

func cancel() {
	n := number(2, 100000)
	scope, stop := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Add(n)
	for i := 0; i < n; i++ {
		go func() {
			<-scope.Done()
			all.Done()
		}()
	}
	for runtime.NumGoroutine() <= n {
		runtime.Gosched()
	}
	time.Sleep(50 * time.Millisecond)
	start := time.Now()
	stop()
	all.Wait()
	per("ns_op", start, n)
}

func idle() {
	var all sync.WaitGroup
	all.Add(20000)
	for i := 0; i < 20000; i++ {
		go all.Done()
	}
	all.Wait()
	used := processor()
	time.Sleep(time.Second)
	report("cpu_us", float64(processor()-used)/1e3)
}

func main() {
	work := map[string]func(){
		"fib": fib, "bag": bag, "future": future, "channel": channel, "pingpong": pingpong, "choice": choice, "lock": lock,
		"create": create, "skynet": skynet, "ring": ring, "payload": payload, "sleeps": sleeps, "timers": timers,
		"loaded": loaded, "cancel": cancel, "idle": idle,
	}
	if len(os.Args) < 2 || work[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: peer WORK [NUMBER..]")
		os.Exit(2)
	}
	work[os.Args[1]]()
}
