// Greets, and prints what its container gives it.
package main

import (
	"crypto/x509"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"text/template"
	"time"
)

var version = "unknown"

func main() {
	fmt.Println("version", version)
	page := template.Must(template.ParseFiles("templates/greeting.txt"))
	page.Execute(os.Stdout, map[string]string{"Greeting": os.Getenv("GREETING"), "Name": os.Args[1]})

	me, err := user.Current()
	fmt.Println("user", me.Username, me.Uid, me.Gid, me.HomeDir, err)
	folder, _ := os.Getwd()
	fmt.Println("folder", folder)
	fmt.Println("data", os.WriteFile("/data/greeted", []byte("yes"), 0o600))

	pool, err := x509.SystemCertPool()
	fmt.Println("certificates", err == nil && len(pool.Subjects()) > 0)
	zone, err := time.LoadLocation(os.Getenv("ZONE"))
	fmt.Println("zone", zone, err)

	_, noJq := exec.LookPath("jq")
	_, noCurl := exec.LookPath("curl")
	fmt.Println("jq", noJq == nil, "curl", noCurl == nil)
}
